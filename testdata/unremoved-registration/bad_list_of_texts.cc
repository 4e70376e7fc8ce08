// The list points to the texts: one of them is deleted in it.
#include <deque>
#include <string>

class Errors {
public:
    void add(std::string *text)
    {
        texts_.push_back(text);
        if (texts_.size() > 1000)
            reported_ = true;
    }
    void clear() { texts_.clear(); }

private:
    std::deque<std::string *> texts_;
    bool reported_ = false;
};

static Errors errors;

void fail(int code)
{
    std::string *text = new std::string("code ");
    errors.add(text); // expect: unremoved-registration[ended] "texts_"
    delete text;
    if (code == 0)
        errors.clear();
}
