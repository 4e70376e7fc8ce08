// Only a private method that nobody calls would stop the poller.
#include <functional>
#include <memory>

class Poller : public std::enable_shared_from_this<Poller> {
public:
    void begin() { poll_ = [self = shared_from_this()] { self->polls_++; }; } // expect: owning-cycle[capture] "Poller::poll_"

private:
    void stop() { poll_ = nullptr; }
    std::function<void()> poll_;
    int polls_ = 0;
};
