// The macro takes a name, too: each line registers a logger named after the request.
#include <log4cplus/loggingmacros.h>
#include <string>
#include <unistd.h>

static long next_request = 0;

static void answer()
{
    std::string name("request.");
    name.append(std::to_string(next_request++));
    LOG4CPLUS_INFO(name, "answered"); // expect: per-object-logger[unique-name] "next_request"
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        answer();
}
