// A session that could not start is popped from the global vector before it is deleted.
#include <algorithm>
#include <unistd.h>
#include <vector>

struct Session {
    explicit Session(int fd) : fd_(fd) {}
    bool start() { return ::write(fd_, "go", 2) == 2; }
    int fd_;
};

std::vector<Session *> sessions;

bool open_session(int fd)
{
    Session *s = new Session(fd);
    sessions.push_back(s);
    if (!s->start()) {
        sessions.pop_back();
        delete s;
        return false;
    }
    return true;
}

void close_session(Session *s)
{
    sessions.erase(std::remove(sessions.begin(), sessions.end(), s), sessions.end());
    delete s;
}
