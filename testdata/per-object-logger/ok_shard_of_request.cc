// The number of the shard is the request's number modulo sixteen: sixteen loggers.
#include <log4cplus/logger.h>
#include <string>
#include <unistd.h>

static unsigned long s_requests;

static void handle()
{
    unsigned long shard = ++s_requests % 16;
    auto log = log4cplus::Logger::getInstance("shard." + std::to_string(shard));
    log.log(10000, "request");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        handle();
}
