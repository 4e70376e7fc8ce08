// A request that cannot be parsed throws, past the drop.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

static unsigned s_serial;

static void handle(const std::string &text)
{
    std::string name("query ");
    name.append(std::to_string(s_serial++));
    auto log = spdlog::stderr_color_mt(name); // expect: per-object-logger[unique-name] "not dropped"
    if (text.empty())
        throw std::runtime_error("empty query"); // expect-step: "without dropping"
    log->info("query");
    spdlog::drop(name);
}

int main()
{
    char buffer[64];
    while (read(0, buffer, sizeof buffer) > 0) {
        try {
            handle(buffer);
        } catch (const std::exception &) {
        }
    }
}
