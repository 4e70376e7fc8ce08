// The constructor lists the session, the destructor does not unlist it.
#include <algorithm>
#include <string>
#include <vector>

class Session {
public:
    explicit Session(std::string user) : user_(std::move(user))
    {
        sessions_.push_back(this); // expect-step: "sessions_"
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
    Session *session = new Session(user); // expect: unremoved-registration[ended] "sessions_"
    Session::broadcast(user + " came");
    delete session;
}
