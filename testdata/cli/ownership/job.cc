#include <functional>
#include <memory>

struct Timer {
    std::function<void()> callback;
    void call(std::function<void()> f) { callback = f; }
};

struct Job : std::enable_shared_from_this<Job> {
    std::shared_ptr<Timer> timer;
    void start()
    {
        timer = std::make_shared<Timer>();
        auto self = shared_from_this();
        timer->call([self] { self->run(); });
    }
    void run();
};
