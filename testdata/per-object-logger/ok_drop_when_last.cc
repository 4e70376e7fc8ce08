// Several objects may share a name; the last one drops it, told by the use count.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

class Channel {
public:
    explicit Channel(int port)
    {
        std::string name = "port " + std::to_string(port);
        log_ = spdlog::get(name);
        if (!log_)
            log_ = spdlog::stdout_color_mt(name);
    }
    ~Channel()
    {
        if (log_.use_count() == 2)
            spdlog::drop(log_->name());
    }

private:
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;) {
        Channel channel(accept(listener, nullptr, nullptr));
    }
}
