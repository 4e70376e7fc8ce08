// The caller in the other file gives each upstream a name of its own.
#include "upstream.h"
#include <sys/socket.h>

static unsigned s_upstreams;

static void serve(int fd)
{
    auto upstream = std::make_shared<Upstream>("upstream-" + std::to_string(++s_upstreams));
    if (fd >= 0)
        upstream->ping();
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
