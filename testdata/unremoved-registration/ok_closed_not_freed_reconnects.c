// The descriptor is closed and opened anew: the link stays in the list of links and stays alive.
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

struct link {
    int fd;
    TAILQ_ENTRY(link) next;
};

static TAILQ_HEAD(, link) links = TAILQ_HEAD_INITIALIZER(links);

int link_up(int fd)
{
    struct link *l = calloc(1, sizeof *l);

    if (!l)
        return -1;
    l->fd = fd;
    TAILQ_INSERT_TAIL(&links, l, next);
    if (send(l->fd, "UP", 2, 0) != 2) {
        close(l->fd);
        l->fd = socket(AF_INET, SOCK_STREAM, 0);
        return 1;
    }
    return 0;
}

void link_down(struct link *l)
{
    TAILQ_REMOVE(&links, l, next);
    close(l->fd);
    free(l);
}
