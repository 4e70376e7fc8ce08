// The base class lists and unlists; the derived class needs no destructor of its own.
#include <algorithm>
#include <string>
#include <vector>

class Tracked {
public:
    Tracked() { all_.push_back(this); }
    virtual ~Tracked() { all_.erase(std::find(all_.begin(), all_.end(), this)); }
    static size_t alive() { return all_.size(); }

private:
    static std::vector<Tracked *> all_;
};

std::vector<Tracked *> Tracked::all_;

class Document : public Tracked {
public:
    explicit Document(const std::string &text) : text_(text) {}
    bool valid() const { return !text_.empty(); }

private:
    std::string text_;
};

bool check(const std::string &text)
{
    Document document(text);
    if (!document.valid())
        return false;
    return Tracked::alive() < 100;
}
