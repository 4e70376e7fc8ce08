// An ostringstream collects the parts of the name; the address of the object is one.
#include <memory>
#include <spdlog/sinks/null_sink.h>
#include <sstream>
#include <vector>
#include <sys/socket.h>

class Channel {
public:
    Channel()
    {
        std::ostringstream name;
        name << "channel@" << static_cast<const void *>(this);
        log_ = spdlog::null_logger_mt(name.str()); // expect: per-object-logger[unique-name] "address of the object"
    }

private:
    std::shared_ptr<spdlog::logger> log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    std::vector<std::unique_ptr<Channel>> channels;
    while (accept(listener, nullptr, nullptr) >= 0)
        channels.push_back(std::make_unique<Channel>());
}
