// Every reconnection adds one more syslog appender to the root logger.
#include <log4cplus/logger.h>
#include <log4cplus/syslogappender.h>
#include <sys/socket.h>
#include <unistd.h>

static void reconnect(int *uplink)
{
    close(*uplink);
    *uplink = socket(AF_INET, SOCK_STREAM, 0);
    log4cplus::Logger::getRoot().removeAllAppenders();
    log4cplus::SharedAppenderPtr syslog(new log4cplus::SysLogAppender("uplink", "loghost"));
    log4cplus::Logger::getRoot().addAppender(syslog);
}

int main()
{
    int uplink = -1;
    char c;
    for (;;)
        if (read(uplink, &c, 1) <= 0)
            reconnect(&uplink);
}
