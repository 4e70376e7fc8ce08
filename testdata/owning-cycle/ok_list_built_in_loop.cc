// Each round's node points to the one of the round before: one `make_shared`, many objects.
#include <memory>

struct Link {
    std::shared_ptr<Link> next;
    int rank = 0;
};

std::shared_ptr<Link> chain(int length)
{
    std::shared_ptr<Link> last;
    for (int i = 0; i < length; i++) {
        auto link = std::make_shared<Link>();
        link->rank = i;
        link->next = last;
        last = link;
    }
    return last;
}
