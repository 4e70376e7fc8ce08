// The logger is taken out of the registry as soon as it is made: a way to use the factory without the registry.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

struct Peer {
    std::shared_ptr<spdlog::logger> log;
    explicit Peer(int fd)
    {
        auto name = "peer " + std::to_string(fd);
        log = spdlog::stdout_color_mt(name);
        spdlog::drop(name);
    }
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        Peer peer(accept(listener, nullptr, nullptr));
        peer.log->info("hello");
    }
}
