// A task keeps the future through which it is handed to those who wait for it.
#include <future>
#include <memory>

class Task : public std::enable_shared_from_this<Task> {
public:
    void finish()
    {
        std::promise<std::shared_ptr<Task>> promise;
        done_ = promise.get_future().share();
        promise.set_value(shared_from_this()); // expect-todo: owning-cycle "Task"
    }
    std::shared_future<std::shared_ptr<Task>> done() const { return done_; }

private:
    std::shared_future<std::shared_ptr<Task>> done_;
};
