// log4cplus: getInstance() makes a logger of that name for good; so do the macros when they are given a name.
// package: liblog4cplus-dev
#include <log4cplus/appender.h>
#include <log4cplus/clogger.h>
#include <log4cplus/hierarchy.h>
#include <log4cplus/logger.h>
#include <log4cplus/loggingmacros.h>

void loggers(const log4cplus::tstring &name, log4cplus::Hierarchy &hierarchy)
{
    log4cplus::Logger log = log4cplus::Logger::getInstance(name); // model: logger key=name result=log
    log = hierarchy.getInstance(name); // model: none // model: logger key=name
    log4cplus::Logger::exists(name); // model: pure
    log4cplus::Logger::getRoot(); // model: pure
    hierarchy.clear(); // model: logger-drop
}

void macros(const log4cplus::tstring &name)
{
    log4cplus::detail::macros_get_logger(name); // model: logger key=name
}

void appenders(log4cplus::Logger log, log4cplus::SharedAppenderPtr appender)
{
    log.addAppender(appender); // model: attach in=&log element=appender
    log.removeAppender(appender); // model: detach in=&log element=appender
    log.removeAllAppenders(); // model: detach in=&log
    log.closeNestedAppenders(); // model: detach in=&log
}

void from_c(const char *name)
{
    log4cplus_logger_log_str(name, 20000, "hello"); // model: logger key=name
    log4cplus_logger_force_log_str(name, 20000, "hello"); // model: logger key=name
    log4cplus_logger_is_enabled_for(name, 20000); // model: logger key=name
    log4cplus_logger_exists(name); // model: pure
}
