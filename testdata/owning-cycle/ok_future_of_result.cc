// A task keeps the future through which its exit code is handed out.
#include <future>
#include <memory>

class Task : public std::enable_shared_from_this<Task> {
public:
    void finish(int code)
    {
        std::promise<int> promise;
        done_ = promise.get_future().share();
        promise.set_value(code);
    }
    std::shared_future<int> done() const { return done_; }

private:
    std::shared_future<int> done_;
};
