// A static member list: the early return of serve() deletes nothing and removes nothing.
#include <list>
#include <memory>
#include <stories/story.h>

class Session {
public:
    explicit Session(int fd) : fd_(fd) { all_.push_back(this); } // expect-step: "all_"
    void finish()
    {
        ::close(fd_);
        fd_ = -1;
    }
    static void discard(Session *session)
    {
        all_.remove(session);
        delete session;
    }
    bool greet()
    {
        char line[16] = "";
        return ::recv(fd_, line, sizeof line - 1, 0) > 0 && strcmp(line, "GOOD\n") == 0;
    }
    static long count() { return static_cast<long>(all_.size()); }

private:
    int fd_;
    static std::list<Session *> all_;
};

std::list<Session *> Session::all_;

static void serve(int fd)
{
    Session *session = new Session(fd); // expect: unremoved-registration[ended] "all_"
    if (!session->greet()) {
        session->finish();
        return;
    }
    session->finish();
    Session::discard(session);
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, Session::count);
}
