/* Names from a table, one for each kind of message. */
#include <log4c.h>
#include <unistd.h>

static const char *const names[] = {"in.text", "in.binary", "in.control"};

static void receive(unsigned char kind)
{
    log4c_category_t *log = log4c_category_get(names[kind % 3]);
    log4c_category_log(log, LOG4C_PRIORITY_INFO, "received");
}

int main(void)
{
    unsigned char kind;

    while (read(0, &kind, 1) == 1)
        receive(kind);
    return 0;
}
