// A slot that tracks the document is gone when the document is, and only points to it.
#include <boost/signals2/signal.hpp>
#include <memory>

class Document : public std::enable_shared_from_this<Document> {
public:
    void watch()
    {
        using slot = boost::signals2::signal<void()>::slot_type;
        changed_.connect(slot([this] { dirty_ = true; }).track_foreign(shared_from_this()));
    }
    void edit() { changed_(); }

private:
    boost::signals2::signal<void()> changed_;
    bool dirty_ = false;
};
