// A Poco logger for each peer; nobody destroys it.
#include <Poco/Logger.h>
#include <memory>
#include <string>
#include <sys/socket.h>

class Peer {
public:
    explicit Peer(int socket) : name_(Poco::format("Peer %d", socket)), log_(Poco::Logger::get(name_)) {} // expect: per-object-logger[unique-name] "poco"
    ~Peer() { log_.information("gone"); }

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
