// A function-local static is made once, whatever its name.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <string>
#include <unistd.h>

static void on_input(int fd)
{
    static std::shared_ptr<spdlog::logger> log = spdlog::stdout_color_mt("input " + std::to_string(getpid()) + std::to_string(fd));
    log->info("input");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        on_input(0);
}
