// getLogger registers what is not there, unless it is told not to.
#include <easylogging++.h>
#include <string>
#include <sys/socket.h>

static void serve(int fd)
{
    el::Logger *log = el::Loggers::getLogger("peer" + std::to_string(fd), false);
    if (log)
        log->info("served");
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
