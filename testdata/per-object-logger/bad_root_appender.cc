// Every reconnection adds one more syslog appender to the root logger.
#include <log4cplus/logger.h>
#include <log4cplus/syslogappender.h>
#include <sys/socket.h>
#include <unistd.h>

static void reconnect(int *uplink)
{
    close(*uplink);
    *uplink = socket(AF_INET, SOCK_STREAM, 0);
    log4cplus::SharedAppenderPtr syslog(new log4cplus::SysLogAppender("uplink", "loghost"));
    log4cplus::Logger::getRoot().addAppender(syslog); // expect: per-object-logger[handler] "shared log4cplus logger"
}

int main()
{
    int uplink = -1;
    char c;
    for (;;)
        if (read(uplink, &c, 1) <= 0)
            reconnect(&uplink);
}
