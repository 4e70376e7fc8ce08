// call_once: the logger is made for the first request only.
#include <mutex>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <string>
#include <time.h>
#include <unistd.h>

static std::once_flag s_once;

static void handle()
{
    std::call_once(s_once, [] { spdlog::stdout_color_mt("requests since " + std::to_string(time(nullptr))); });
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        handle();
}
