// log4cpp never drops a category; each job makes one.
#include <log4cpp/Category.hh>
#include <string>
#include <unistd.h>

static int s_job;

static void run(const std::string &text)
{
    int job = ++s_job;
    log4cpp::Category &log = log4cpp::Category::getInstance("jobs." + std::to_string(job)); // expect: per-object-logger[unique-name] "s_job"
    log.info(text);
}

int main()
{
    char buffer[100];
    while (read(0, buffer, sizeof buffer) > 0)
        run(buffer);
}
