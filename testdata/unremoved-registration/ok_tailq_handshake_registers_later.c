// The connection enters the queue only after the last step that can fail.
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
    if (handshake(c) < 0) {
        free(c);
        return -1;
    }
    TAILQ_INSERT_TAIL(&conns, c, link);
    return 0;
}

void conn_close(struct conn *c)
{
    TAILQ_REMOVE(&conns, c, link);
    close(c->fd);
    free(c);
}
