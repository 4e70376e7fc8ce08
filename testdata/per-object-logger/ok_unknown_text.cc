// Where the name comes from cannot be seen; that is no reason to speak.
#include <log4cplus/logger.h>
#include <string>
#include <unistd.h>

std::string next_topic();

static void pump()
{
    auto log = log4cplus::Logger::getInstance("topic." + next_topic());
    log.log(10000, "pumped");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        pump();
}
