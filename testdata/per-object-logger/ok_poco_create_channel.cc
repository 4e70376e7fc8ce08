// create() throws when the name is there already, and keeps the channel.
#include <Poco/Logger.h>
#include <string>
#include <sys/socket.h>

static unsigned s_logins;

class Login {
public:
    Login() : name_(Poco::NumberFormatter::format(++s_logins))
    {
        Poco::Logger &log = Poco::Logger::create(name_, new Poco::FileChannel("logins.log"));
        log.information("login");
    }
    ~Login() { Poco::Logger::destroy(name_); }

private:
    std::string name_;
};

static void serve(int)
{
    Login login;
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
