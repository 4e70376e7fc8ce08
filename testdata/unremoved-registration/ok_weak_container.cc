// The container holds its sessions weakly and drops the dead ones when it looks at them.
#include <memory>
#include <string>
#include <sys/socket.h>
#include <vector>

struct Session : std::enable_shared_from_this<Session> {
    explicit Session(int fd) : fd(fd) {}
    int fd;
};

static std::vector<std::weak_ptr<Session>> sessions;

static void broadcast(const std::string &text)
{
    for (auto &weak : sessions) {
        if (auto session = weak.lock())
            ::send(session->fd, text.c_str(), text.size(), 0);
    }
    std::erase_if(sessions, [](const std::weak_ptr<Session> &weak) { return weak.expired(); });
}

bool greet(int fd)
{
    auto session = std::make_shared<Session>(fd);
    sessions.push_back(session);
    if (::send(fd, "hi", 2, 0) != 2)
        return false;
    broadcast("somebody came");
    return true;
}
