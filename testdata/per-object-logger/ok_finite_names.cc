// The name comes from a switch over an enumeration.
#include <log4cplus/logger.h>
#include <string>
#include <unistd.h>

enum class Phase { parse, run, reply };

static const char *phase_name(Phase phase)
{
    switch (phase) {
    case Phase::parse:
        return "parse";
    case Phase::run:
        return "run";
    default:
        return "reply";
    }
}

static void enter(Phase phase)
{
    auto log = log4cplus::Logger::getInstance(std::string("server.") + phase_name(phase));
    log.log(20000, "enter");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1) {
        enter(Phase::parse);
        enter(Phase::run);
        enter(Phase::reply);
    }
}
