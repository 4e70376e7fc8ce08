// std::format builds the name from a member that the constructor took from an atomic counter.
#include <atomic>
#include <format>
#include <functional>
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

static std::atomic<unsigned> g_next_id{0};

class Task {
public:
    Task() : id_(g_next_id.fetch_add(1)) {}
    ~Task()
    {
        if (log_)
            spdlog::drop(log_->name());
    }
    void start()
    {
        log_ = spdlog::stdout_color_mt(std::format("task {}", id_));
        log_->info("started");
    }

private:
    unsigned id_;
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    char c;
    while (read(0, &c, 1) == 1) {
        auto task = std::make_unique<Task>();
        task->start();
    }
}
