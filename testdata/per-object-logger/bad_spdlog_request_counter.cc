// Every request makes a logger named after a running number.
#include <memory>
#include <string>
#include <unistd.h>
#include <spdlog/sinks/basic_file_sink.h>

static unsigned long s_requests;

static void handle(int fd)
{
    std::string name = "request-";
    name += std::to_string(++s_requests); // expect-step: "counted"
    auto log = spdlog::basic_logger_mt(name, "requests.log"); // expect: per-object-logger[unique-name] "'s_requests'"
    log->info("begin");
    write(fd, "ok", 2);
}

int main()
{
    char buffer[512];
    while (read(0, buffer, sizeof buffer) > 0)
        handle(1);
}
