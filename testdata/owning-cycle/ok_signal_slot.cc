// A document connects a slot that knows it weakly.
#include <boost/signals2/signal.hpp>
#include <memory>

class Document : public std::enable_shared_from_this<Document> {
public:
    void watch()
    {
        changed_.connect([weak = weak_from_this()] {
            if (auto self = weak.lock())
                self->dirty_ = true;
        });
    }
    void edit() { changed_(); }

private:
    boost::signals2::signal<void()> changed_;
    bool dirty_ = false;
};
