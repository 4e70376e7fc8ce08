// A guard object drops the request's logger on every way out.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <unistd.h>

struct Dropper {
    std::string name;
    ~Dropper() { spdlog::drop(name); }
};

static unsigned g_requests;

static bool run(const char *text) { return text[0] == 'x'; }

static void handle(const char *text)
{
    std::string name = "request-" + std::to_string(g_requests++);
    auto log = spdlog::stdout_color_mt(name);
    Dropper dropper{name};
    if (!run(text))
        return;
    log->info("done");
}

int main()
{
    char buffer[512];
    while (read(0, buffer, sizeof buffer) > 0)
        handle(buffer);
}
