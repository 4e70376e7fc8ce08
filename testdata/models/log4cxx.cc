// log4cxx: getLogger() makes a logger of that name; its dotted parents hold it as well.
// package: liblog4cxx-dev
#include <log4cxx/appender.h>
#include <log4cxx/hierarchy.h>
#include <log4cxx/logger.h>
#include <log4cxx/logmanager.h>

void loggers(const std::string &name, log4cxx::Hierarchy &hierarchy, log4cxx::spi::LoggerRepository &repository)
{
    log4cxx::LoggerPtr log = log4cxx::Logger::getLogger(name); // model: logger key=name result=log
    log = log4cxx::Logger::getLogger(name.c_str()); // model: logger
    log = log4cxx::LogManager::getLogger(name); // model: logger key=name
    log = log4cxx::Logger::getLoggerLS(name); // model: logger key=name
    log4cxx::LogManager::exists(name); // model: pure
    log = hierarchy.getLogger(name); // model: logger key=name
    log = repository.getLogger(name); // model: logger key=name
    hierarchy.clear(); // model: logger-drop
}

void appenders(const log4cxx::LoggerPtr &log, const log4cxx::AppenderPtr &appender)
{
    log->addAppender(appender); // model: attach in=*log element=*appender
    log->removeAppender(appender); // model: detach in=*log element=*appender
    log->removeAllAppenders(); // model: detach in=*log
    log->closeNestedAppenders(); // model: detach in=*log
}
