// An event is pinned until it has been delivered.
#include <memory>

class Event : public std::enable_shared_from_this<Event> {
public:
    void pin() { cookie_ = shared_from_this(); }
    void deliver() { cookie_.reset(); }
    bool is_pinned() const { return cookie_ != nullptr; }

private:
    std::shared_ptr<void> cookie_;
};
