// The name is made outside the lambda that creates the logger.
#include <functional>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

void post(std::function<void()> job);

static unsigned g_jobs;

static void serve(int fd)
{
    std::string name = "job " + std::to_string(++g_jobs);
    post([name, fd] {
        auto log = spdlog::stdout_color_mt(name);
        log->info(fd < 0 ? "failed" : "done");
        spdlog::drop(name);
    });
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
