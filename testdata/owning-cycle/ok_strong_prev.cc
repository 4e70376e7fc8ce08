// A list that owns forwards only.
#include <memory>

struct Entry {
    int value = 0;
    std::shared_ptr<Entry> next;
    std::weak_ptr<Entry> prev;
};

class List {
public:
    void append(int value)
    {
        auto entry = std::make_shared<Entry>();
        entry->value = value;
        entry->prev = tail_;
        if (tail_)
            tail_->next = entry;
        else
            head_ = entry;
        tail_ = entry;
    }

private:
    std::shared_ptr<Entry> head_, tail_;
};
