// A rotating logger for every job, told apart by the clock.
#include <chrono>
#include <spdlog/sinks/rotating_file_sink.h>
#include <string>
#include <unistd.h>

static void job(const char *text)
{
    auto stamp = std::chrono::system_clock::now().time_since_epoch().count();
    std::string name = "job" + std::to_string(stamp);
    static auto log = spdlog::rotating_logger_mt("jobs", "job.log", 1 << 20, 3);
    log->info(name.c_str());
    log->info(text);
}

int main()
{
    char line[80];
    while (read(0, line, sizeof line) > 0)
        job(line);
}
