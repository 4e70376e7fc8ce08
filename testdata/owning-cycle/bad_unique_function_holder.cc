// A pointer to a function object owns what the function owns.
#include <functional>
#include <memory>

class Alarm : public std::enable_shared_from_this<Alarm> {
public:
    void set()
    {
        ring_ = std::make_unique<std::function<void()>>();
        *ring_ = [self = shared_from_this()] { self->rings_++; }; // expect: owning-cycle[capture] "Alarm::ring_"
    }

private:
    std::unique_ptr<std::function<void()>> ring_;
    int rings_ = 0;
};
