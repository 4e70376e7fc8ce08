#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

struct Audit {
    explicit Audit(int fd) : log_(spdlog::stdout_color_mt("audit-" + std::to_string(fd))) {}
    std::shared_ptr<spdlog::logger> log_;
};

void audit(int fd)
{
    Audit a(fd);
    a.log_->info("hello");
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        audit(accept(listener, nullptr, nullptr));
}
