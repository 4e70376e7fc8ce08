// udp_logger_mt: one UDP socket for each logger, one logger for each device that reports.
#include <fmt/format.h>
#include <spdlog/sinks/udp_sink.h>
#include <sys/socket.h>

static unsigned long g_reports;

static void serve(int fd)
{
    g_reports++;
    static auto log = spdlog::udp_logger_mt("reports", spdlog::sinks::udp_sink_config("127.0.0.1", 514));
    log->info(fd < 0 ? "lost" : "got one");
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
