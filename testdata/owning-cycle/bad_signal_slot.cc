// A document connects a slot to its own signal, and the slot owns the document.
#include <boost/signals2/signal.hpp>
#include <memory>

class Document : public std::enable_shared_from_this<Document> {
public:
    void watch()
    {
        auto self = shared_from_this();
        changed_.connect([self] { self->dirty_ = true; }); // expect: owning-cycle[capture] "Document::changed_"
    }
    void edit() { changed_(); }

private:
    boost::signals2::signal<void()> changed_;
    bool dirty_ = false;
};
