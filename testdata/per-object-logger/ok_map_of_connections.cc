// Connections live in a map; erasing one destroys it, and its logger stays registered.
#include <map>
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

class Connection {
public:
    explicit Connection(int fd) : name_("c" + std::to_string(fd)) { log_ = spdlog::stderr_color_mt(name_); }
    ~Connection()
    {
        log_->info("closed");
        if (!name_.empty() && spdlog::get(name_))
            spdlog::drop(name_);
    }

private:
    std::string name_;
    std::shared_ptr<spdlog::logger> log_;
};

static std::map<int, std::unique_ptr<Connection>> connections;

static void serve(int fd)
{
    char c;
    connections[fd] = std::make_unique<Connection>(fd);
    while (recv(fd, &c, 1, 0) > 0)
        ;
    connections.erase(fd);
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
