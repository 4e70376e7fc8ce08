// The admin's kill finds the connection in the list, closes and frees it, and leaves it there.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct conn {
    int id, fd;
    SLIST_ENTRY(conn) next;
};

static SLIST_HEAD(, conn) conns = SLIST_HEAD_INITIALIZER(conns);

int conn_add(int id, int fd)
{
    struct conn *c = malloc(sizeof *c);

    if (!c)
        return -1;
    c->id = id;
    c->fd = fd;
    SLIST_INSERT_HEAD(&conns, c, next); // expect-todo: unremoved-registration "conns"
    return 0;
}

int conn_kill(int id)
{
    struct conn *c;

    SLIST_FOREACH(c, &conns, next) {
        if (c->id == id) {
            close(c->fd);
            free(c);
            return 0;
        }
    }
    return -1;
}
