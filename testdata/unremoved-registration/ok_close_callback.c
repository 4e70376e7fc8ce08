// The handler that is stored in the connection for its close takes it out of the list.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct conn {
    int fd;
    void (*on_close)(struct conn *c);
    LIST_ENTRY(conn) link;
};

static LIST_HEAD(, conn) conns = LIST_HEAD_INITIALIZER(conns);

static void conn_unlist(struct conn *c)
{
    LIST_REMOVE(c, link);
}

static void conn_close(struct conn *c)
{
    if (c->on_close)
        c->on_close(c);
    close(c->fd);
    free(c);
}

int conn_new(int fd)
{
    struct conn *c = calloc(1, sizeof *c);

    if (!c)
        return -1;
    c->fd = fd;
    LIST_INSERT_HEAD(&conns, c, link);
    c->on_close = conn_unlist;
    if (write(fd, "hi", 2) != 2) {
        conn_close(c);
        return -1;
    }
    return 0;
}
