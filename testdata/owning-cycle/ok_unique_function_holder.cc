// A pointer to a function object that is dropped when the alarm is off.
#include <functional>
#include <memory>

class Alarm : public std::enable_shared_from_this<Alarm> {
public:
    void off() { ring_ = nullptr; }
    void set()
    {
        ring_ = std::make_unique<std::function<void()>>();
        *ring_ = [self = shared_from_this()] { self->rings_++; };
    }

private:
    std::unique_ptr<std::function<void()>> ring_;
    int rings_ = 0;
};
