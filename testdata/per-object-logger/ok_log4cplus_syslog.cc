// The 80,000 sockets: a log4cplus logger with a syslog appender for each connection.
#include <log4cplus/logger.h>
#include <log4cplus/syslogappender.h>
#include <string>
#include <sys/socket.h>

class Connection {
public:
    explicit Connection(unsigned id)
        : log_(log4cplus::Logger::getInstance("net.conn"))
    {
        log4cplus::NDCContextCreator ndc("conn " + std::to_string(id));
        log_.log(20000, "connected");
    }

private:
    log4cplus::Logger log_;
};

static unsigned s_ids;

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    while (true) {
        if (accept(listener, nullptr, nullptr) >= 0)
            new Connection(s_ids++);
    }
}
