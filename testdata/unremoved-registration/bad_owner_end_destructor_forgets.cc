// The constructor lists the session, the destructor does not unlist it.
#include <algorithm>
#include <string>
#include <vector>

class Session {
public:
    explicit Session(std::string user) : user_(std::move(user))
    {
        sessions_.push_back(this); // expect-todo: unremoved-registration[owner-end] "sessions_"
    }
    ~Session() { user_.clear(); }
    static void broadcast(const std::string &text)
    {
        for (Session *s : sessions_)
            s->inbox_ += text;
    }

private:
    std::string user_, inbox_;
    static std::vector<Session *> sessions_;
};

std::vector<Session *> Session::sessions_;

void visit(const std::string &user)
{
    Session *session = new Session(user);
    Session::broadcast(user + " came");
    delete session;
}
