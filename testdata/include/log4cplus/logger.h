#pragma once
/* A fake <log4cplus/logger.h> (2.0): declarations the cases use. */
#include <string>
namespace log4cplus {
using tstring = std::string;
namespace helpers {
template <class T> class SharedObjectPtr {
public:
    explicit SharedObjectPtr(T *p = nullptr);
    SharedObjectPtr(const SharedObjectPtr &other);
    ~SharedObjectPtr();
    SharedObjectPtr &operator=(const SharedObjectPtr &other);
    T *operator->() const;
    T *get() const;
};
} // namespace helpers
class Appender {
public:
    Appender();
    virtual ~Appender();
    virtual void close();
};
using SharedAppenderPtr = helpers::SharedObjectPtr<Appender>;
class ConsoleAppender : public Appender {
public:
    explicit ConsoleAppender(bool logToStdErr = false);
};
class SysLogAppender : public Appender {
public:
    SysLogAppender(const tstring &ident, const tstring &host, int port = 514, const tstring &facility = tstring());
};
class Logger {
public:
    Logger();
    Logger(const Logger &other);
    Logger &operator=(const Logger &other);
    virtual ~Logger();
    static bool exists(const tstring &name);
    static Logger getInstance(const tstring &name);
    static Logger getRoot();
    static void shutdown();
    void addAppender(SharedAppenderPtr newAppender);
    void removeAppender(SharedAppenderPtr appender);
    void removeAllAppenders();
    void log(int level, const tstring &message) const;
};
namespace detail {
Logger macros_get_logger(const tstring &logger);
inline const Logger &macros_get_logger(const Logger &logger) { return logger; }
} // namespace detail
class NDCContextCreator {
public:
    explicit NDCContextCreator(const tstring &msg);
    ~NDCContextCreator();
};
} // namespace log4cplus
#define LOG4CPLUS_TEXT(s) s
