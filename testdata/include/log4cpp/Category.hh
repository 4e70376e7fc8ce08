#pragma once
/* A fake <log4cpp/Category.hh> (1.1): declarations the cases use. */
#include <string>
namespace log4cpp {
class Appender {
public:
    virtual ~Appender();
};
class RemoteSyslogAppender : public Appender {
public:
    RemoteSyslogAppender(const std::string &name, const std::string &syslogName, const std::string &relayer);
};
class Category {
public:
    static Category &getRoot();
    static Category &getInstance(const std::string &name);
    static Category *exists(const std::string &name);
    void addAppender(Appender *appender);
    void addAppender(Appender &appender);
    void removeAppender(Appender *appender);
    void removeAllAppenders();
    void info(const std::string &message);
};
class NDC {
public:
    static void push(const std::string &message);
    static std::string pop();
};
} // namespace log4cpp
