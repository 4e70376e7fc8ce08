// Automatic registration is switched off at the start: the factories keep nothing.
#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>
#include <sys/socket.h>

static void serve(int fd)
{
    auto log = spdlog::stdout_color_mt("client " + std::to_string(fd));
    log->info("served");
}

int main()
{
    spdlog::set_automatic_registration(false);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
