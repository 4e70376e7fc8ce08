// A fragment goes into its place in a sorted list: when there is one before it, the list goes on with the one after that.
#include <memory>

struct Fragment {
    int number = 0;
    std::shared_ptr<Fragment> next;
};

class Message {
public:
    void add(std::shared_ptr<Fragment> fragment)
    {
        if (!first_) {
            first_ = fragment;
            return;
        }
        auto at = first_;
        std::shared_ptr<Fragment> before;
        do {
            if (fragment->number < at->number)
                break;
            before = at;
            at = at->next;
        } while (at);
        fragment->next = at;
        if (before)
            before->next = fragment;
        else
            first_ = fragment;
    }

private:
    std::shared_ptr<Fragment> first_;
};
