// A document registers itself, through a lambda, among its own observers.
#include <functional>
#include <list>
#include <memory>

struct Document : std::enable_shared_from_this<Document> {
    std::list<std::function<void(int)>> observers;
    int edits = 0;
    void watch(std::function<void(int)> observer) { observers.push_back(std::move(observer)); }
    void open()
    {
        std::shared_ptr<Document> doc = shared_from_this();
        watch([doc](int) { doc->edits++; }); // expect: owning-cycle[capture] "Document"
    }
};
