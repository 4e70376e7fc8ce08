// Older log4cxx cannot remove a logger at all; a static logger and MDC tell the clients apart.
#include <log4cxx/logger.h>
#include <string>
#include <sys/socket.h>

static unsigned s_clients;

static void serve(int fd)
{
    const std::string client = std::to_string(s_clients++);
    static log4cxx::LoggerPtr log(log4cxx::Logger::getLogger("client"));
    log4cxx::MDC context("client", client);
    log->info(fd < 0 ? "lost" : "served");
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
