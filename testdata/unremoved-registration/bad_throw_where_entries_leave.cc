// Parts leave the list when they are sent: one that cannot be written stays in it, and its owner knows nothing of that.
#include <algorithm>
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
    void sent(Part *part) { parts_.erase(std::remove(parts_.begin(), parts_.end(), part), parts_.end()); }

private:
    std::vector<Part *> parts_;
};

static Parts parts;

bool write_all(int size);

void write_part(Part *part)
{
    parts.append(part); // expect: unremoved-registration[exit] "parts"
    if (!write_all(part->size()))
        throw std::runtime_error("part: cannot be written");
    parts.sent(part);
}
