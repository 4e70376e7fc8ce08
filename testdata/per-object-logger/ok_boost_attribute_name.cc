// Boost.Log interns attribute names; the id belongs into the value.
#include <boost/log/sources/channel_logger.hpp>
#include <string>
#include <sys/socket.h>

static unsigned g_calls;

static void serve(int)
{
    boost::log::attribute_name name("call");
    (void)name;
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
