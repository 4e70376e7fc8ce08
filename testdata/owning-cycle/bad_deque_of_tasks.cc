// Tasks wait in the queue of the scheduler they own, and nobody takes them out.
#include <deque>
#include <functional>
#include <memory>

class Scheduler : public std::enable_shared_from_this<Scheduler> {
public:
    void later()
    {
        auto self = shared_from_this();
        tasks_.push_back([self] { self->ran_++; }); // expect: owning-cycle[capture] "Scheduler::tasks_"
    }

private:
    std::deque<std::function<void()>> tasks_;
    int ran_ = 0;
};
