// There is a method that drops the logger, and nobody calls it.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

class Peer {
public:
    explicit Peer(int fd)
    {
        name_ = "peer";
        name_ += std::to_string(fd);
        log_ = spdlog::stdout_color_mt(name_); // expect: per-object-logger[unique-name] "nobody calls"
    }
    void release_log() { spdlog::drop(name_); }

private:
    std::string name_;
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        auto peer = std::make_shared<Peer>(accept(listener, nullptr, nullptr));
        listener = peer ? listener : -1;
    }
}
