// Every way out of serving takes the connection out of the queue of connections.
#include <stories/story.h>
#include <sys/queue.h>

struct conn {
    int fd;
    TAILQ_ENTRY(conn) link;
};

static TAILQ_HEAD(, conn) conns = TAILQ_HEAD_INITIALIZER(conns);

static int handshake(struct conn *c)
{
    char line[16] = "";

    if (recv(c->fd, line, sizeof line - 1, 0) <= 0)
        return -1;
    return strcmp(line, "GOOD\n") == 0 ? 0 : -1;
}

static void serve(int fd)
{
    struct conn *c = malloc(sizeof *c);

    if (c == NULL) {
        close(fd);
        return;
    }
    c->fd = fd;
    TAILQ_INSERT_TAIL(&conns, c, link);
    if (handshake(c) < 0) {
        close(c->fd);
        TAILQ_REMOVE(&conns, c, link);
        free(c);
        return;
    }
    send(c->fd, "OK\n", 3, 0);
    close(c->fd);
    TAILQ_REMOVE(&conns, c, link);
    free(c);
}

static long live(void)
{
    struct conn *c;
    long count = 0;

    TAILQ_FOREACH(c, &conns, link)
        count++;
    return count;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
