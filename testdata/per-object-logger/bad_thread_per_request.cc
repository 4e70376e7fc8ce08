// A thread for each request, and a logger for each thread.
#include <log4cxx/logger.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

static void work(int fd)
{
    auto log = log4cxx::Logger::getLogger("thread" + std::to_string(std::this_thread::get_id())); // expect: per-object-logger[unique-name] "thread's id"
    log->info("working");
    close(fd);
}

static void serve(int fd)
{
    std::thread(work, fd).detach();
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
