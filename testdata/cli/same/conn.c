#include "conn.h"

#include <stdlib.h>
#include <unistd.h>

struct conn *conns;

struct conn *conn_new(int fd)
{
    struct conn *c = calloc(1, sizeof *c);
    c->fd = fd;
    return c;
}

void conn_free(struct conn *c)
{
    close(c->fd);
    free(c);
}

int conn_greet(struct conn *c)
{
    return write(c->fd, "hello\n", 6) == 6 ? 0 : -1;
}

void conn_drop(struct conn *c)
{
    struct conn **at = &conns;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    conn_free(c);
}
