// A document observes itself through a plain pointer.
#include <functional>
#include <list>
#include <memory>

struct Document : std::enable_shared_from_this<Document> {
    std::list<std::function<void(int)>> observers;
    int edits = 0;
    void watch(std::function<void(int)> observer) { observers.push_back(std::move(observer)); }
    void open()
    {
        watch([this](int) { edits++; });
    }
};
