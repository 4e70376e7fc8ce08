// A document drops all slots when it is closed.
#include <boost/signals2/signal.hpp>
#include <memory>

class Document : public std::enable_shared_from_this<Document> {
public:
    void watch()
    {
        auto self = shared_from_this();
        changed_.connect([self] { self->dirty_ = true; });
    }
    void edit() { changed_(); }
    void close() { changed_.disconnect_all_slots(); }

private:
    boost::signals2::signal<void()> changed_;
    bool dirty_ = false;
};
