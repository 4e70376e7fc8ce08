// A consumer's logger is named by one of sixteen numbers; the consumers come and go with the requests.
#include <cstdlib>
#include <memory>
#include <string>
#include <unistd.h>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

class Consumer {
public:
    explicit Consumer(const std::string &broker) : broker_(broker)
    {
        int number = rand() & 15;
        log_ = spdlog::stdout_color_mt(std::to_string(number));
    }
    ~Consumer() { log_->info(broker_.c_str()); }

private:
    std::string broker_;
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        Consumer consumer("localhost");
}
