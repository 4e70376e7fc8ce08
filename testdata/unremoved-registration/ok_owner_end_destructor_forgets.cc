// The constructor lists the session, the destructor unlists it.
#include <algorithm>
#include <string>
#include <vector>

class Session {
public:
    explicit Session(std::string user) : user_(std::move(user))
    {
        sessions_.push_back(this);
    }
    ~Session() { sessions_.erase(std::find(sessions_.begin(), sessions_.end(), this)); }
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
