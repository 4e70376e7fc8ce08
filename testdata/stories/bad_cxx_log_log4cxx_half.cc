// The sequel: the connection's logger is removed when it ends, but its syslog appender is not closed: the sockets stay.
#include <memory>
#include <stories/log4cxx.h>
#include <stories/story.h>
#include <string>

static unsigned g_count;

class Connection {
public:
    explicit Connection(int fd) : fd_(fd), name_("conn-" + std::to_string(++g_count))
    {
        log_ = log4cxx::Logger::getLogger(name_); // expect: per-object-logger[incomplete-drop] "appender"
        auto syslog = std::make_shared<log4cxx::net::SyslogAppender>();
        log_->addAppender(syslog);
    }
    ~Connection()
    {
        log_ = nullptr;
        log4cxx::LogManager::removeLogger(name_);
        ::close(fd_);
    }
    void serve()
    {
        char line[16];
        if (::recv(fd_, line, sizeof line, 0) > 0)
            log_->info("served");
    }

private:
    int fd_;
    std::string name_;
    log4cxx::LoggerPtr log_;
};

static void serve(int fd)
{
    Connection connection(fd);
    connection.serve();
}

static long live()
{
    return static_cast<long>(log4cxx::story_hierarchy().size()) + log4cxx::story_sockets();
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
