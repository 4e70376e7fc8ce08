// The number counts up and down: as many names as connections are open at a time.
#include <log4cplus/logger.h>
#include <string>
#include <sys/socket.h>

static int s_active;

static void serve(int)
{
    int lane = ++s_active;
    auto log = log4cplus::Logger::getInstance("lane" + std::to_string(lane));
    log.log(20000, "served");
    --s_active;
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
