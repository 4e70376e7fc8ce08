// In the accept loop a refused connection leaves the list, is freed, and the loop goes on.
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

struct conn {
    int fd;
    SLIST_ENTRY(conn) next;
};

static SLIST_HEAD(, conn) open_conns = SLIST_HEAD_INITIALIZER(open_conns);

static int is_banned(int fd)
{
    char probe;

    return recv(fd, &probe, 1, MSG_PEEK) == 1 && probe == '!';
}

void serve(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        struct conn *c;

        if (fd < 0)
            return;
        c = malloc(sizeof *c);
        if (!c) {
            close(fd);
            continue;
        }
        c->fd = fd;
        SLIST_INSERT_HEAD(&open_conns, c, next);
        if (is_banned(fd)) {
            close(fd);
            SLIST_REMOVE(&open_conns, c, conn, next);
            free(c);
            continue;
        }
        send(fd, "welcome\n", 8, 0);
    }
}

void hangup(struct conn *c)
{
    SLIST_REMOVE(&open_conns, c, conn, next);
    close(c->fd);
    free(c);
}
