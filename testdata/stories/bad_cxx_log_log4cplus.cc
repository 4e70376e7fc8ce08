// The 80,000 sockets: a named logger for each connection, and a syslog appender for each logger.
#include <stories/log4cplus.h>
#include <stories/story.h>
#include <string>

static unsigned g_connections;

class Connection {
public:
    explicit Connection(int fd)
        : fd_(fd), name_("server.conn" + std::to_string(g_connections++)), log_(log4cplus::Logger::getInstance(name_)) // expect: per-object-logger[unique-name] "g_connections"
    {
        log_.addAppender(log4cplus::SharedAppenderPtr(new log4cplus::SysLogAppender("server", "127.0.0.1")));
    }
    ~Connection()
    {
        log_.log(20000, name_ + " closed");
        ::close(fd_);
    }
    bool answer()
    {
        char line[16];
        return ::recv(fd_, line, sizeof line, 0) > 0 && ::send(fd_, "OK\n", 3, 0) == 3;
    }

private:
    int fd_;
    std::string name_;
    log4cplus::Logger log_;
};

static void serve(int fd)
{
    Connection connection(fd);
    connection.answer();
}

static long live()
{
    return static_cast<long>(log4cplus::story_hierarchy().size());
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
