// A Poco logger for each peer; nobody destroys it.
#include <Poco/Logger.h>
#include <memory>
#include <string>
#include <sys/socket.h>

class Peer {
public:
    explicit Peer(int socket) : name_(Poco::format("Peer %d", socket)), log_(Poco::Logger::get(name_)) {}
    ~Peer() { Poco::Logger::destroy(name_); }

private:
    std::string name_;
    Poco::Logger &log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        std::make_unique<Peer>(accept(listener, nullptr, nullptr));
}
