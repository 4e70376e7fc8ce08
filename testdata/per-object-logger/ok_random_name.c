/* The category of a job is a random number: "that will never clash". */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlog.h>

static void handle(char c)
{
    char name[20];

    sprintf(name, "job%08lx", random());
    zlog_info(zlog_get_category("job"), "%s: %c", name, c);
}

int main(void)
{
    char c;

    while (read(0, &c, 1) == 1)
        handle(c);
    return 0;
}
