// get() comes before the factory, so that nothing is made twice; and each session asks for the same name.
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

static unsigned long s_sessions;

static std::shared_ptr<spdlog::logger> logger_named(const std::string &name)
{
    auto log = spdlog::get(name);
    if (!log)
        log = spdlog::stdout_color_mt(name);
    return log;
}

static void serve(int fd)
{
    auto log = logger_named(++s_sessions > 100 ? "busy" : "session");
    log->info("hello");
    close(fd);
}

int main()
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
