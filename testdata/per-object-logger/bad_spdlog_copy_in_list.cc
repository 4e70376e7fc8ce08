// Dropped from spdlog's registry, and still in a list of the program's own.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <unistd.h>
#include <vector>

static std::vector<std::shared_ptr<spdlog::logger>> g_loggers;
static unsigned g_runs;

class Run {
public:
    Run() : name_("run " + std::to_string(++g_runs))
    {
        log_ = spdlog::stdout_color_mt(name_); // expect: per-object-logger[incomplete-drop] "g_loggers"
        g_loggers.push_back(log_); // expect-step: "g_loggers"
    }
    ~Run() { spdlog::drop(name_); }

private:
    std::string name_;
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        Run run;
}
