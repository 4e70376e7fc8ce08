// The error path frees through conn_drop, which takes the connection out of the table two calls deeper.
#include <stdlib.h>
#include <unistd.h>
#include <uthash.h>

struct conn {
    int fd;
    UT_hash_handle hh;
};

static struct conn *by_fd;

static void forget(struct conn *c)
{
    HASH_DEL(by_fd, c);
}

static void conn_drop(struct conn *c)
{
    forget(c);
    close(c->fd);
    free(c);
}

int conn_new(int fd)
{
    struct conn *c = calloc(1, sizeof *c);

    if (!c)
        return -1;
    c->fd = fd;
    HASH_ADD_INT(by_fd, fd, c);
    if (write(fd, "hello", 5) != 5) {
        conn_drop(c);
        return -1;
    }
    return 0;
}

void conn_end(int fd)
{
    struct conn *c;

    HASH_FIND_INT(by_fd, &fd, c);
    if (c)
        conn_drop(c);
}
