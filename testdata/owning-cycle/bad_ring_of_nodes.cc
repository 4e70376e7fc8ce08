// A ring: the last node's next is the first again.
#include <memory>

struct Slot {
    int value = 0;
    std::shared_ptr<Slot> next;
};

std::shared_ptr<Slot> make_ring()
{
    auto first = std::make_shared<Slot>();
    auto second = std::make_shared<Slot>();
    first->next = second;
    second->next = first; // expect: owning-cycle[stored] "Slot::next"
    return first;
}
