/* A hierarchy like log4cplus', small enough to run in a story: loggers are never dropped, missing parents become nodes, and every
 * syslog appender has a UDP socket of its own. */
#pragma once
#include <map>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace log4cplus {
class Appender {
public:
    virtual ~Appender() {}
};

class SysLogAppender : public Appender {
public:
    SysLogAppender(const std::string &ident, const std::string &host, int port = 514) : ident_(ident), socket_(-1)
    {
        if (!host.empty() && port > 0)
            socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    }
    ~SysLogAppender() { ::close(socket_); }

private:
    std::string ident_;
    int socket_;
};
using SharedAppenderPtr = std::shared_ptr<Appender>;

struct StoryNode {
    std::vector<SharedAppenderPtr> appenders;
};

inline std::map<std::string, std::shared_ptr<StoryNode>> &story_hierarchy()
{
    static std::map<std::string, std::shared_ptr<StoryNode>> nodes;
    return nodes;
}

class Logger {
public:
    static Logger getInstance(const std::string &name)
    {
        auto &node = story_hierarchy()[name];
        if (!node)
            node = std::make_shared<StoryNode>();
        return Logger(node);
    }
    void addAppender(SharedAppenderPtr appender) { node_->appenders.push_back(appender); }
    void removeAllAppenders() { node_->appenders.clear(); }
    void log(int level, const std::string &message) const
    {
        if (level < 0)
            ::write(2, message.c_str(), message.size());
    }

private:
    explicit Logger(const std::shared_ptr<StoryNode> &node) : node_(node) {}
    std::shared_ptr<StoryNode> node_;
};

class NDCContextCreator {
public:
    explicit NDCContextCreator(const std::string &message) : message_(message) {}
    ~NDCContextCreator() {}

private:
    std::string message_;
};
} // namespace log4cplus
