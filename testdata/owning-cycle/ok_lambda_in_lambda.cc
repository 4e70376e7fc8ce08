// The inner lambda has a plain pointer: it lies in the poller.
#include <functional>
#include <memory>

class Poller : public std::enable_shared_from_this<Poller> {
public:
    void begin()
    {
        auto self = shared_from_this();
        auto arm = [self] {
            self->again_ = [raw = self.get()] { raw->poll(); };
        };
        arm();
    }
    void poll();

private:
    std::function<void()> again_;
};
