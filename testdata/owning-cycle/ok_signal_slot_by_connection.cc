// A document drops its slot by the connection it kept.
#include <boost/signals2/signal.hpp>
#include <memory>

class Document : public std::enable_shared_from_this<Document> {
public:
    void watch()
    {
        auto self = shared_from_this();
        connection_ = changed_.connect([self] { self->dirty_ = true; });
    }
    void edit() { changed_(); }
    void close() { connection_.disconnect(); }

private:
    boost::signals2::signal<void()> changed_;
    boost::signals2::connection connection_;
    bool dirty_ = false;
};
