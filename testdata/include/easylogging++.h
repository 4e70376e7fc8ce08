#pragma once
/* A fake "easylogging++.h" (9.97): declarations the cases use. */
#include <string>
namespace el {
class Configurations {
public:
    Configurations();
    void setGlobally(int type, const std::string &value);
};
class Logger {
public:
    const std::string &id() const;
    void info(const char *text);
};
class Loggers {
public:
    static Logger *getLogger(const std::string &identity, bool registerIfNotAvailable = true);
    static bool unregisterLogger(const std::string &identity);
    static bool hasLogger(const std::string &identity);
    static Logger *reconfigureLogger(Logger *logger, const Configurations &configurations);
    static Logger *reconfigureLogger(const std::string &identity, const Configurations &configurations);
};
} // namespace el
