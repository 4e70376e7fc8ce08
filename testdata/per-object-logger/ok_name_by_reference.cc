// An out-parameter receives the name.
#include <Poco/Logger.h>
#include <string>
#include <unistd.h>

static unsigned g_turns;

static void name_turn(std::string &name)
{
    name = "turn ";
    name += Poco::NumberFormatter::format(static_cast<int>(++g_turns));
}

static void handle(char c)
{
    std::string name;
    name_turn(name);
    Poco::Logger &log = Poco::Logger::get(name);
    log.information(std::string(&c));
    Poco::Logger::destroy(name);
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        handle(c);
}
