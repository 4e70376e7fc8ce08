#include "conn.h"

static int served;

int serve(int fd)
{
    struct conn *c = conn_new(fd);
    c->next = conns;
    conns = c;
    if (conn_greet(fd) < 0) {
        conn_drop(c);
        return -1;
    }
    return 0;
}

int serve_quietly(int fd)
{
    struct conn *c = conn_new(fd);
    c->next = conns;
    conns = c;
    if (conn_greet(fd) < 0) {
        free(c);
        return -1;
    }
    served++;
    conn_park(fd);
    return 0;
}
