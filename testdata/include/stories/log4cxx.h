/* A hierarchy like log4cxx' (1.2), small enough to run in a story: removeLogger(name) takes an unused logger out, parents stay, and a
 * syslog appender's socket is closed by close() alone. */
#pragma once
#include <map>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace log4cxx {
inline long &story_sockets()
{
    static long open = 0;
    return open;
}

class Appender {
public:
    virtual ~Appender() {}
    virtual void close() = 0;
};
using AppenderPtr = std::shared_ptr<Appender>;

namespace net {
class SyslogAppender : public Appender {
public:
    SyslogAppender() : socket_(::socket(AF_INET, SOCK_DGRAM, 0)) { story_sockets()++; }
    void close() override
    {
        if (socket_ >= 0) {
            ::close(socket_);
            story_sockets()--;
        }
        socket_ = -1;
    }

private:
    int socket_;
};
} // namespace net

class Logger {
public:
    static std::shared_ptr<Logger> getLogger(const std::string &name);
    void addAppender(const AppenderPtr appender) { appenders_.push_back(appender); }
    void removeAllAppenders()
    {
        for (auto &appender : appenders_)
            appender->close();
        appenders_.clear();
    }
    void info(const std::string &message)
    {
        if (message.empty())
            ::write(2, "\n", 1);
    }

private:
    std::vector<AppenderPtr> appenders_;
};
using LoggerPtr = std::shared_ptr<Logger>;

inline std::map<std::string, LoggerPtr> &story_hierarchy()
{
    static std::map<std::string, LoggerPtr> loggers;
    return loggers;
}

inline LoggerPtr Logger::getLogger(const std::string &name)
{
    for (size_t i = 0; i < name.size(); i++)
        if (name.c_str()[i] == '.') /* a node for each missing parent */
            story_hierarchy()[name.substr(0, i)];
    auto &log = story_hierarchy()[name];
    if (!log)
        log = std::make_shared<Logger>();
    return log;
}

class LogManager {
public:
    static bool removeLogger(const std::string &name, bool ifNotUsed = true)
    {
        if (ifNotUsed && story_hierarchy()[name].use_count() > 1)
            return false;
        return story_hierarchy().erase(name) > 0;
    }
};
} // namespace log4cxx
