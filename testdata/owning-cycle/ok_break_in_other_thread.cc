// The poller is stopped when it has polled enough.
#include <functional>
#include <memory>

class Poller : public std::enable_shared_from_this<Poller> {
public:
    void begin() { poll_ = [self = shared_from_this()] {
            if (++self->polls_ > 9)
                self->stop();
        }; }

private:
    void stop() { poll_ = nullptr; }
    std::function<void()> poll_;
    int polls_ = 0;
};
