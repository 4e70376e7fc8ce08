// The session takes its logger out of the hierarchy, but its syslog appender stays attached: the half cure.
#include <log4cxx/logmanager.h>
#include <log4cxx/net/syslogappender.h>
#include <memory>
#include <string>
#include <sys/socket.h>

class Session {
public:
    explicit Session(int fd) : name_("session-" + std::to_string(fd))
    {
        log_ = log4cxx::Logger::getLogger(name_);
        auto syslog = std::make_shared<log4cxx::net::SyslogAppender>();
        syslog->setSyslogHost("loghost");
        log_->addAppender(syslog);
    }
    ~Session()
    {
        log_->removeAllAppenders();
        log_.reset();
        log4cxx::LogManager::removeLogger(name_);
    }

private:
    std::string name_;
    log4cxx::LoggerPtr log_;
};

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        std::make_unique<Session>(accept(listener, nullptr, nullptr));
}
