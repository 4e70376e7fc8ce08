// A helper makes the loggers; its caller passes a name with the address of the connection.
#include <memory>
#include <string>
#include <stdio.h>
#include <sys/socket.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

static std::shared_ptr<spdlog::logger> make_logger(const std::string &name)
{
    auto log = spdlog::stdout_color_mt(name);
    log->set_level(spdlog::level::debug);
    return log;
}

struct Connection {
    int fd;
    std::shared_ptr<spdlog::logger> log;
};

static void on_connect(int fd)
{
    auto *c = new Connection;
    c->fd = fd;
    c->log = spdlog::get("connections");
    c->log->info("connected");
}

int main()
{
    auto boot = make_logger("connections");
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        on_connect(accept(listener, nullptr, nullptr));
}
