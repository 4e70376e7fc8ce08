// One logger for each module of the command line, made in a loop at the start.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <unistd.h>

static void configure(const std::string &module)
{
    spdlog::stdout_color_mt("module " + module);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        configure(argv[i]);
    char c;
    while (read(0, &c, 1) == 1)
        spdlog::info("input");
}
