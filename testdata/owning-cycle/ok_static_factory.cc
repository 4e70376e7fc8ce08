// A factory wires the object it has just made to its plain address.
#include <functional>
#include <memory>

class Task {
public:
    static std::shared_ptr<Task> create()
    {
        auto task = std::make_shared<Task>();
        task->retry_ = [raw = task.get()] { raw->attempts_++; };
        return task;
    }

private:
    std::function<void()> retry_;
    int attempts_ = 0;
};
