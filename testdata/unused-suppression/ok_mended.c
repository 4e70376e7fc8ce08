// The failing way out leaves the connection on the list, and a comment says why that is fine.
#include <stdlib.h>
#include <sys/queue.h>

struct conn {
    int fd;
    LIST_ENTRY(conn) link;
};

static LIST_HEAD(, conn) conns;

int handshake(int fd);

int serve(int fd)
{
    struct conn *c = calloc(1, sizeof *c);
    c->fd = fd;
    // linger:allow(unremoved-registration) the reaper collects it, see
    // reap(); it knows closed descriptors
    LIST_INSERT_HEAD(&conns, c, link);
    if (handshake(fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

void drop(struct conn *c)
{
    LIST_REMOVE(c, link);
    free(c);
}
