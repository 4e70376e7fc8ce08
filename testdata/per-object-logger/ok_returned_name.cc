// A function returns the name; the counter it uses is a function-local static.
#include <log4cplus/logger.h>
#include <string>
#include <unistd.h>

static std::string next_name()
{
    static unsigned n;
    return "batch" + std::to_string(n++);
}

static void run_batch()
{
    log4cplus::Logger log = log4cplus::Logger::getInstance("batch");
    log.log(20000, next_name());
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        run_batch();
}
