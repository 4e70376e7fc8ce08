// Async loggers register, too.
#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

static void serve(int socket_fd)
{
    const auto text = std::string("client_") + std::to_string(socket_fd);
    auto log = spdlog::basic_logger_mt<spdlog::async_factory>(text, "clients.log");
    log->info("hi");
    spdlog::drop(text);
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
