/* The name holds the process id, which is one, and the time, which is many. */
#include <log4c.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void handle(char c)
{
    struct timespec now;
    char name[64];

    clock_gettime(CLOCK_MONOTONIC, &now);
    snprintf(name, sizeof name, "%d", (int)getpid());
    log4c_category_log(log4c_category_get(name), LOG4C_PRIORITY_INFO, "%c", c);
}

int main(void)
{
    char c;

    while (read(0, &c, 1) == 1)
        handle(c);
    return 0;
}
