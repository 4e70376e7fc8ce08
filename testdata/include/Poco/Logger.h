#pragma once
/* A fake <Poco/Logger.h> (1.11): declarations the cases use. */
#include <string>
namespace Poco {
template <class C> class AutoPtr {
public:
    AutoPtr();
    AutoPtr(C *p);
    AutoPtr(const AutoPtr &other);
    ~AutoPtr();
    AutoPtr &operator=(const AutoPtr &other);
    C *operator->();
};
class Channel {
public:
    using Ptr = AutoPtr<Channel>;
    virtual ~Channel();
};
class ConsoleChannel : public Channel {};
class FileChannel : public Channel {
public:
    explicit FileChannel(const std::string &path);
};
class Logger : public Channel {
public:
    static Logger &get(const std::string &name);
    static Logger &unsafeGet(const std::string &name);
    static Logger &create(const std::string &name, Channel::Ptr pChannel, int level = 6);
    static Logger &root();
    static void destroy(const std::string &name);
    static void shutdown();
    void setChannel(Channel::Ptr pChannel);
    void information(const std::string &msg);
    const std::string &name() const;
};
class NDCScope {
public:
    NDCScope(const std::string &info);
    ~NDCScope();
};
class NumberFormatter {
public:
    static std::string format(int value);
    static std::string formatHex(unsigned value);
};
std::string format(const char *fmt, int value);
} // namespace Poco
