// An asynchronous call owns the index until it has returned.
#include <future>
#include <memory>

class Index : public std::enable_shared_from_this<Index> {
public:
    void rebuild()
    {
        done_ = std::async(std::launch::async, [self = shared_from_this()] { ++self->generation_; });
    }
    void wait() { done_.wait(); }

private:
    std::future<void> done_;
    unsigned generation_ = 0;
};
