// Texts are copied into the list, whatever the parameter refers to.
#include <deque>
#include <string>

class Errors {
public:
    void add(const std::string &text)
    {
        texts_.push_back(text);
        if (texts_.size() > 1000)
            reported_ = true;
    }
    void clear() { texts_.clear(); }

private:
    std::deque<std::string> texts_;
    bool reported_ = false;
};

static Errors errors;

void fail(int code)
{
    std::string *text = new std::string("code ");
    errors.add(*text);
    delete text;
    if (code == 0)
        errors.clear();
}
