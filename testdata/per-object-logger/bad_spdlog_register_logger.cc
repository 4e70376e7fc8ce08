// The logger is made by hand, and registered all the same.
#include <fmt/format.h>
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

static std::shared_ptr<spdlog::sinks::sink> g_sink;

static void on_client(int fd)
{
    auto name = fmt::format("client-{}", fd);
    auto log = std::make_shared<spdlog::logger>(name, g_sink);
    spdlog::register_logger(log); // expect: per-object-logger[unique-name] "'fd'"
    log->info("connected");
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    g_sink = std::make_shared<spdlog::sinks::stdout_color_sink_mt>();
    while (true)
        on_client(accept(listener, nullptr, nullptr));
}
