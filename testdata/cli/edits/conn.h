#ifndef CONN_H
#define CONN_H

#include <stdlib.h>

struct conn {
    int fd;
    struct conn *next;
};

extern struct conn *conns;
extern struct conn *idle;

struct conn *conn_new(int fd);
void conn_drop(struct conn *c);
int conn_greet(int fd);

static inline int conn_park(int fd)
{
    struct conn *c = conn_new(fd);
    c->next = idle;
    idle = c;
    if (conn_greet(fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

#endif
