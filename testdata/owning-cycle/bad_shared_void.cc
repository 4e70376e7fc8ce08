// A cookie of unknown type owns like any other shared pointer.
#include <memory>

class Event : public std::enable_shared_from_this<Event> {
public:
    void pin() { cookie_ = shared_from_this(); } // expect: owning-cycle[stored] "Event::cookie_"
    bool is_pinned() const { return cookie_ != nullptr; }

private:
    std::shared_ptr<void> cookie_;
};
