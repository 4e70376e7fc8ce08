// Every request makes a logger named after a running number.
#include <memory>
#include <string>
#include <unistd.h>
#include <spdlog/sinks/basic_file_sink.h>

static unsigned long s_requests;

static void handle(int fd)
{
    std::string name = "request-";
    name += std::to_string(++s_requests);
    auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>("requests.log");
    auto log = std::make_shared<spdlog::logger>(name, sink);
    log->info("begin");
    write(fd, "ok", 2);
}

int main()
{
    char buffer[512];
    while (read(0, buffer, sizeof buffer) > 0)
        handle(1);
}
