// A factory wires the object it has just made to itself.
#include <functional>
#include <memory>

class Task {
public:
    static std::shared_ptr<Task> create()
    {
        auto task = std::make_shared<Task>();
        task->retry_ = [task] { task->attempts_++; }; // expect: owning-cycle[capture] "Task::retry_"
        return task;
    }

private:
    std::function<void()> retry_;
    int attempts_ = 0;
};
