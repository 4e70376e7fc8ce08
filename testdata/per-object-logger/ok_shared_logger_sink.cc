// Each client gets a sink of its own on the shared logger; nobody takes it off.
#include <memory>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <string>
#include <sys/socket.h>

static std::shared_ptr<spdlog::sinks::dist_sink_mt> g_sinks;

class Client {
public:
    explicit Client(int fd)
    {
        sink_ = std::make_shared<spdlog::sinks::basic_file_sink_mt>("client" + std::to_string(fd) + ".log");
        g_sinks->add_sink(sink_);
    }
    ~Client() { g_sinks->remove_sink(sink_); }

private:
    std::shared_ptr<spdlog::sinks::sink> sink_;
};

int main()
{
    g_sinks = std::make_shared<spdlog::sinks::dist_sink_mt>();
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        Client client(accept(listener, nullptr, nullptr));
}
