// The base class makes the logger from the name its derived classes give it.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

class Logged {
protected:
    explicit Logged(const std::string &name) : log_(spdlog::stdout_color_mt(name)) {}
    ~Logged() { spdlog::drop(log_->name()); }
    std::shared_ptr<spdlog::logger> log_;
};

class Stream : public Logged {
public:
    explicit Stream(int fd) : Logged("stream " + std::to_string(fd)) { log_->info("begin"); }
};

static void serve(int fd)
{
    Stream stream(fd);
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
