#pragma once
/* A fake <log4cxx/logger.h> (1.2): declarations the cases use. */
#include <memory>
#include <string>
namespace log4cxx {
using LogString = std::string;
class Appender {
public:
    virtual ~Appender();
    virtual void close() = 0;
};
using AppenderPtr = std::shared_ptr<Appender>;
class Logger;
using LoggerPtr = std::shared_ptr<Logger>;
class Logger {
public:
    static LoggerPtr getLogger(const std::string &name);
    static LoggerPtr getLogger(const char *const name);
    static LoggerPtr getRootLogger();
    void addAppender(const AppenderPtr appender);
    void removeAppender(const AppenderPtr appender);
    void removeAllAppenders();
    void info(const std::string &msg);
};
class LogManager {
public:
    static LoggerPtr getLogger(const std::string &name);
    static LoggerPtr getRootLogger();
    static LoggerPtr exists(const std::string &name);
    static bool removeLogger(const LogString &name, bool ifNotUsed = true);
    static void shutdown();
};
class MDC {
public:
    MDC(const std::string &key, const std::string &value);
    ~MDC();
};
namespace net {
class SyslogAppender : public Appender {
public:
    SyslogAppender();
    void setSyslogHost(const LogString &syslogHost);
    void close() override;
};
} // namespace net
class FileAppender : public Appender {
public:
    FileAppender();
    void setFile(const LogString &file);
    void close() override;
};
} // namespace log4cxx
