// A rotating logger for every job, told apart by the clock.
#include <chrono>
#include <spdlog/sinks/rotating_file_sink.h>
#include <string>
#include <unistd.h>

static void job(const char *text)
{
    auto stamp = std::chrono::system_clock::now().time_since_epoch().count(); // expect-step: "now"
    std::string name = "job" + std::to_string(stamp);
    auto log = spdlog::rotating_logger_mt(name, "job.log", 1 << 20, 3); // expect: per-object-logger[unique-name] "spdlog"
    log->info(text);
}

int main()
{
    char line[80];
    while (read(0, line, sizeof line) > 0)
        job(line);
}
