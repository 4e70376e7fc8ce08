// open(), called after the constructor has listed the object, throws when there is no such file.
#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

class Journal {
public:
    explicit Journal(const std::string &path)
    {
        journals_.push_back(this); // expect: unremoved-registration[ctor-throw] "journals_"
        open(path);
    }
    ~Journal()
    {
        journals_.erase(std::find(journals_.begin(), journals_.end(), this));
        std::fclose(file_);
    }
    static size_t count() { return journals_.size(); }

private:
    void open(const std::string &path)
    {
        file_ = std::fopen(path.c_str(), "a");
        if (!file_)
            throw std::runtime_error("cannot open " + path);
    }

    FILE *file_ = nullptr;
    static std::vector<Journal *> journals_;
};

std::vector<Journal *> Journal::journals_;

bool append_to(const std::string &path)
{
    try {
        Journal journal(path);
        return Journal::count() > 0;
    } catch (const std::runtime_error &) {
        return false;
    }
}
