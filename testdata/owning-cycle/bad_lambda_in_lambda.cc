// The inner lambda is what is kept; it owns the poller by way of the outer one's capture.
#include <functional>
#include <memory>

class Poller : public std::enable_shared_from_this<Poller> {
public:
    void begin()
    {
        auto self = shared_from_this();
        auto arm = [self] {
            self->again_ = [self] { self->poll(); }; // expect: owning-cycle[capture] "Poller"
        };
        arm();
    }
    void poll();

private:
    std::function<void()> again_;
};
