// The map shares its sessions: as long as one is in it, its destructor cannot run.
#include <cstdint>
#include <map>
#include <memory>
#include <unistd.h>

class Session {
public:
    explicit Session(int fd) : fd_(fd) {}
    ~Session() { ::close(fd_); }

private:
    int fd_;
};

class Server {
public:
    void add(uint64_t id, const std::shared_ptr<Session> &session) { sessions_.emplace(id, session); }
    void remove(uint64_t id) { sessions_.erase(id); }

private:
    std::map<uint64_t, std::shared_ptr<Session>> sessions_;
};

void serve(Server &server, int fd)
{
    auto session = std::make_shared<Session>(fd);
    server.add(static_cast<uint64_t>(fd), session);
}

void stop(Server &server, int fd)
{
    server.remove(static_cast<uint64_t>(fd));
}
