// The logger of a request is dropped at the end of the handler, but not when the request is refused.
#include <memory>
#include <string>
#include <unistd.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

static int s_next = 0;

static bool parse(const char *text) { return text[0] != '\0'; }

static void handle(const char *text)
{
    const std::string name = "req" + std::to_string(s_next++);
    auto log = spdlog::stdout_color_mt(name);
    if (!parse(text)) {
        spdlog::drop(name);
        return;
    }
    log->info(text);
    spdlog::drop(name);
}

int main()
{
    char buffer[512];
    while (read(0, buffer, sizeof buffer) > 0)
        handle(buffer);
}
