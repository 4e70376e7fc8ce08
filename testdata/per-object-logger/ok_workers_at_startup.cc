// A logger for each worker, made once when the pool starts.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

class Worker {
public:
    explicit Worker(int id) : log_(spdlog::stdout_color_mt("worker-" + std::to_string(id))) {}
    void run()
    {
        char job;
        while (read(0, &job, 1) == 1)
            log_->info("job");
    }

private:
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    std::vector<std::unique_ptr<Worker>> workers;
    for (int i = 0; i < 8; i++) {
        workers.push_back(std::make_unique<Worker>(i));
        Worker *worker = workers.back().get();
        std::thread([worker] { worker->run(); }).detach();
    }
    pause();
}
