// The project's own macros wrap the queue's; every exit that frees says CONN_DEL first.
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

struct conn {
    int fd, state;
    TAILQ_ENTRY(conn) entry;
};

TAILQ_HEAD(conn_head, conn);
struct conn_head all_conns = TAILQ_HEAD_INITIALIZER(all_conns);

#define CONN_ADD(c) TAILQ_INSERT_HEAD(&all_conns, (c), entry)
#define CONN_DEL(c) TAILQ_REMOVE(&all_conns, (c), entry)

int conn_open(int fd, int backlog)
{
    struct conn *c = malloc(sizeof *c);

    if (c == NULL)
        return -1;
    c->fd = fd;
    CONN_ADD(c);
    if (backlog > 0 && listen(fd, backlog) < 0) {
        CONN_DEL(c);
        free(c);
        return -1;
    }
    c->state = 1;
    return 0;
}

void conn_shut(struct conn *c)
{
    CONN_DEL(c);
    close(c->fd);
    free(c);
}
