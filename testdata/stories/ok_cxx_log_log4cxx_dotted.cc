// The sequel's sequel: everything is removed, but the dotted name made parents, and they stay.
#include <memory>
#include <stories/log4cxx.h>
#include <stories/story.h>
#include <stdio.h>
#include <string>

static unsigned g_clients;

static void serve(int fd)
{
    char name[64], line[16];
    snprintf(name, sizeof name, "input of client %u", ++g_clients);
    log4cxx::LoggerPtr log = log4cxx::Logger::getLogger(name);
    if (::recv(fd, line, sizeof line, 0) > 0)
        log->info(line);
    log.reset();
    if (!log4cxx::LogManager::removeLogger(name))
        puts("still in use");
    ::close(fd);
}

static long live()
{
    return static_cast<long>(log4cxx::story_hierarchy().size());
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
