// Parts only ever come to the list, which ends as a whole: one more, after which writing fails, is as good as the others.
#include <stdexcept>
#include <vector>

class Part {
public:
    explicit Part(int size) : size_(size) {}
    int size() const { return size_; }

private:
    int size_;
};

class Parts {
public:
    void append(Part *part) { parts_.push_back(part); }
    int size() const { return static_cast<int>(parts_.size()); }

private:
    std::vector<Part *> parts_;
};

static Parts parts;

bool write_all(int size);

void write_part(Part *part)
{
    parts.append(part);
    if (!write_all(part->size()))
        throw std::runtime_error("part: cannot be written");
}
