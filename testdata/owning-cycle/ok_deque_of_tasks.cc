// Tasks are taken out of the queue to be run.
#include <deque>
#include <functional>
#include <memory>

class Scheduler : public std::enable_shared_from_this<Scheduler> {
public:
    void later()
    {
        auto self = shared_from_this();
        tasks_.push_back([self] { self->ran_++; });
    }
    void run()
    {
        while (!tasks_.empty()) {
            auto task = std::move(tasks_.front());
            tasks_.pop_front();
            task();
        }
    }

private:
    std::deque<std::function<void()>> tasks_;
    int ran_ = 0;
};
