#include "conn.h"

int serve(int fd)
{
    struct conn *c = conn_new(fd);
    c->next = conns;
    conns = c;
    if (conn_greet(c) < 0) {
        conn_free(c);
        return -1;
    }
    return 0;
}

void serve_end(void)
{
    struct conn *c = conns;
    conns = c->next;
    conn_free(c);
}
