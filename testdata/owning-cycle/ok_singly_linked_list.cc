// A list that owns forwards only: a type that refers to itself is no cycle.
#include <memory>

struct Item {
    int value = 0;
    std::shared_ptr<Item> next;
};

class Stack {
public:
    void push(int value)
    {
        auto item = std::make_shared<Item>();
        item->value = value;
        item->next = top_;
        top_ = item;
    }
    int pop()
    {
        int value = top_->value;
        top_ = top_->next;
        return value;
    }

private:
    std::shared_ptr<Item> top_;
};
