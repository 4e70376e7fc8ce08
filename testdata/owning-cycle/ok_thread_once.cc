// A thread lets go of what it captured when it has run.
#include <memory>
#include <thread>

class Worker : public std::enable_shared_from_this<Worker> {
public:
    void begin()
    {
        thread_ = std::thread([self = shared_from_this()] { self->work(); });
    }
    void work() { ++done_; }

private:
    std::thread thread_;
    int done_ = 0;
};
