/* strcpy and strcat put the name together. */
#include <log4c.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static unsigned tickets;

static void print_ticket(void)
{
    char number[12], name[40];

    strcpy(name, "ticket/");
    sprintf(number, "%u", tickets++);
    strcat(name, number);
    log4c_category_log(log4c_category_get("ticket"), LOG4C_PRIORITY_INFO, "%s", name);
}

int main(void)
{
    char c;

    while (read(0, &c, 1) == 1)
        print_ticket();
    return 0;
}
