// A slot tracks the document, but what it calls owns it all the same.
#include <boost/signals2/signal.hpp>
#include <memory>

class Document : public std::enable_shared_from_this<Document> {
public:
    void watch()
    {
        using slot = boost::signals2::signal<void()>::slot_type;
        auto self = shared_from_this();
        changed_.connect(slot([self] { self->dirty_ = true; }).track_foreign(self)); // expect-todo: owning-cycle[capture] "Document"
    }
    void edit() { changed_(); }

private:
    boost::signals2::signal<void()> changed_;
    bool dirty_ = false;
};
