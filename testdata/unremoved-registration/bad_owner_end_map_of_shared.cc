// The map only points to its sessions: one whose destructor runs is still in it.
#include <cstdint>
#include <map>
#include <memory>
#include <unistd.h>

class Server;

class Session {
public:
    Session(Server &server, int fd);
    ~Session() { ::close(fd_); }

private:
    int fd_;
};

class Server {
public:
    void add(uint64_t id, Session *session) { sessions_.emplace(id, session); } // expect: unremoved-registration[owner-end] "sessions_"
    void remove(uint64_t id) { sessions_.erase(id); }

private:
    std::map<uint64_t, Session *> sessions_;
};

Session::Session(Server &server, int fd) : fd_(fd)
{
    server.add(static_cast<uint64_t>(fd), this);
}

void stop(Server &server, int fd)
{
    server.remove(static_cast<uint64_t>(fd));
}

void kick(Session *session)
{
    delete session;
}
