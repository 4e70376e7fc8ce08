// A timer lets go of its callback when it fires.
#include <functional>
#include <memory>

class Timer {
public:
    void on_fire(std::function<void()> callback) { callback_ = std::move(callback); }
    void fire()
    {
        auto callback = std::move(callback_);
        callback();
    }

private:
    std::function<void()> callback_;
};

class Job : public std::enable_shared_from_this<Job> {
public:
    void schedule()
    {
        timer_ = std::make_shared<Timer>();
        timer_->on_fire([self = shared_from_this()] { self->run(); });
    }
    void run() { ++runs_; }

private:
    std::shared_ptr<Timer> timer_;
    int runs_ = 0;
};
