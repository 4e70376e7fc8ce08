// A failed handshake takes the connection out of the queue before it is freed.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct conn {
    int fd;
    TAILQ_ENTRY(conn) link;
};

static TAILQ_HEAD(conn_queue, conn) conns = TAILQ_HEAD_INITIALIZER(conns);

static int handshake(struct conn *c)
{
    return write(c->fd, "HELLO\n", 6) == 6 ? 0 : -1;
}

int conn_accept(int fd)
{
    struct conn *c = calloc(1, sizeof *c);

    if (c == NULL)
        return -1;
    c->fd = fd;
    TAILQ_INSERT_TAIL(&conns, c, link);
    if (handshake(c) < 0) {
        TAILQ_REMOVE(&conns, c, link);
        free(c);
        return -1;
    }
    return 0;
}

void conn_close(struct conn *c)
{
    TAILQ_REMOVE(&conns, c, link);
    close(c->fd);
    free(c);
}
