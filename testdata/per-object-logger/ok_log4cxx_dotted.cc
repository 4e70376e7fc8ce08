// A dotted name: the session's own node is a parent, and parents stay when the child is removed.
#include <format>
#include <log4cxx/logmanager.h>
#include <string>
#include <unistd.h>

static unsigned long s_sessions;

static void run_session()
{
    log4cxx::MDC session("session", std::format("{}", ++s_sessions));
    auto log = log4cxx::Logger::getLogger("session.input");
    log->info("begin");
}

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        run_session();
}
