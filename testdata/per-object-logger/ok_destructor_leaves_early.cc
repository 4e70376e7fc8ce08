// The destructor returns before the drop when the peer has gone already.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

class Session {
public:
    explicit Session(int fd) : fd_(fd), gone_(false), log_(spdlog::stdout_color_mt("session " + std::to_string(fd))) {}
    ~Session()
    {
        if (!gone_)
            shutdown(fd_, SHUT_RDWR);
        spdlog::drop(log_->name());
    }
    void serve()
    {
        char c;
        gone_ = recv(fd_, &c, 1, 0) <= 0;
    }

private:
    int fd_;
    bool gone_;
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        Session session(accept(listener, nullptr, nullptr));
        session.serve();
    }
}
