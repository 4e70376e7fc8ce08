/* The name holds the process id, which is one, and the time, which is many. */
#include <log4c.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void handle(char c)
{
    struct timespec now;
    char name[64];

    clock_gettime(CLOCK_MONOTONIC, &now); // expect-step: "time"
    snprintf(name, sizeof name, "%d/%ld", (int)getpid(), now.tv_nsec);
    log4c_category_log(log4c_category_get(name), LOG4C_PRIORITY_INFO, "%c", c); // expect: per-object-logger[unique-name] "log4c"
}

int main(void)
{
    char c;

    while (read(0, &c, 1) == 1)
        handle(c);
    return 0;
}
