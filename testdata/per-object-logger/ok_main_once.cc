// One logger for the process, named after its start.
#include <spdlog/sinks/basic_file_sink.h>
#include <string>
#include <time.h>
#include <unistd.h>

int main()
{
    auto log = spdlog::basic_logger_mt("run-" + std::to_string(time(nullptr)), "run.log");
    char c;
    while (read(0, &c, 1) == 1)
        log->info("input");
}
