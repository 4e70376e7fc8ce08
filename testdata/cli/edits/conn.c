#include "conn.h"

#include <unistd.h>

struct conn *conns;
struct conn *idle;

struct conn *conn_new(int fd)
{
    struct conn *c = calloc(1, sizeof *c);
    c->fd = fd;
    return c;
}

int conn_greet(int fd)
{
    return write(fd, "hello\n", 6) == 6 ? 0 : -1;
}

static void unlink_conn(struct conn *c)
{
    struct conn **at = &conns;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
}

void conn_drop(struct conn *c)
{
    unlink_conn(c);
    free(c);
}

void conn_unpark(void)
{
    struct conn *c = idle;
    idle = c->next;
    free(c);
}
