#include "conn.h"

int serve(int fd)
{
    struct conn *c = conn_new(fd);
    c->next = conns;
    conns = c;
    if (conn_greet(c) < 0) {
        conn_drop(c);
        return -1;
    }
    return 0;
}

void serve_end(void)
{
    conn_drop(conns);
}
