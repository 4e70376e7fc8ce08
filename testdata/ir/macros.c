// Function-like macros of containers: shown as calls, with their bodies beside; a wrapper of the project's own around one.
#include <stdlib.h>
#include <sys/queue.h>

struct conn {
    int fd;
    TAILQ_ENTRY(conn) link;
};

TAILQ_HEAD(conn_list, conn);
static struct conn_list conns = TAILQ_HEAD_INITIALIZER(conns);

#define CONN_ADD(c) TAILQ_INSERT_TAIL(&conns, (c), link)

void add(struct conn *c, struct conn_list *other)
{
    CONN_ADD(c);
    TAILQ_INSERT_HEAD(other, c, link);
}

struct conn *find(int fd)
{
    struct conn *c;

    TAILQ_FOREACH(c, &conns, link)
        if (c->fd == fd)
            return c;
    return NULL;
}
