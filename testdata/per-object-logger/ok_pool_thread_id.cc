// Each thread of a fixed pool has its logger, named after the thread.
#include <log4cplus/logger.h>
#include <string>
#include <thread>
#include <unistd.h>

static void work()
{
    char job;
    while (read(0, &job, 1) == 1) {
        auto log = log4cplus::Logger::getInstance("pool." + std::to_string(std::this_thread::get_id()));
        log.log(10000, "job");
    }
}

int main()
{
    for (int i = 0; i < 4; i++)
        std::thread(work).detach();
    pause();
}
