// A job keeps a timer whose callback knows the job weakly.
#include <functional>
#include <memory>

class Timer {
public:
    void on_fire(std::function<void()> callback) { callback_ = std::move(callback); }
    void fire() { callback_(); }

private:
    std::function<void()> callback_;
};

class Job : public std::enable_shared_from_this<Job> {
public:
    void schedule()
    {
        timer_ = std::make_shared<Timer>();
        timer_->on_fire([weak = weak_from_this()] {
            if (auto self = weak.lock())
                self->run();
        });
    }
    void run() { ++runs_; }

private:
    std::shared_ptr<Timer> timer_;
    int runs_ = 0;
};
