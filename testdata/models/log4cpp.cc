// log4cpp: a category stays with all its dotted parents; addAppender() by pointer hands the appender over.
// package: liblog4cpp5-dev
#include <log4cpp/Appender.hh>
#include <log4cpp/Category.hh>

void categories(const std::string &name, log4cpp::Appender *appender, log4cpp::Appender &shared)
{
    log4cpp::Category &log = log4cpp::Category::getInstance(name); // model: logger key=name
    log4cpp::Category::exists(name); // model: pure
    log4cpp::Category::getRoot(); // model: pure
    log.addAppender(appender); // model: attach in=log element=appender
    log.addAppender(shared); // model: attach in=log element=shared
    log.setAppender(appender); // model: attach in=log element=appender
    log.removeAppender(appender); // model: detach in=log element=appender
    log.removeAllAppenders(); // model: detach in=log
}
