// The constructor lists the session that its member shares and throws: no destructor will take it out.
#include <memory>
#include <set>
#include <stdexcept>

struct Session {
    int fd = -1;
};

static std::set<std::shared_ptr<Session>> sessions;

static void add_session(const std::shared_ptr<Session> &session)
{
    sessions.insert(session);
}

class Command {
public:
    explicit Command(const std::shared_ptr<Session> &session) : session_(session)
    {
        add_session(session_); // expect: unremoved-registration[exit] "sessions"
        if (session->fd < 0)
            throw std::runtime_error("command: not connected");
    }
    ~Command() { sessions.erase(session_); }

private:
    std::shared_ptr<Session> session_;
};

void serve(const std::shared_ptr<Session> &session)
{
    Command command(session);
}
