// Each session names a spdlog logger after its descriptor; nobody drops it.
#include <memory>
#include <string>
#include <sys/socket.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

class Session {
public:
    explicit Session(int fd) : fd_(fd), log_(spdlog::stdout_color_mt("session-" + std::to_string(fd))) {}
    ~Session() { spdlog::drop(log_->name()); }
    void serve() { log_->info("hello"); }

private:
    int fd_;
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        int fd = accept(listener, nullptr, nullptr);
        auto session = std::make_shared<Session>(fd);
        session->serve();
    }
}
