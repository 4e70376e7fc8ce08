// A hand-written list of connections: the one that fails is closed, but stays linked.
#include <stories/story.h>

struct conn {
    int fd;
    struct conn *next;
};

static struct conn *conns;

static void conn_unlink(struct conn *c)
{
    struct conn **at = &conns;

    while (*at && *at != c)
        at = &(*at)->next;
    if (*at)
        *at = c->next;
}

static void serve(int fd)
{
    char line[16] = "";
    struct conn *c = calloc(1, sizeof *c);

    if (c == NULL) {
        close(fd);
        return;
    }
    c->fd = fd;
    c->next = conns;
    conns = c; // expect: unremoved-registration "conns"
    if (recv(c->fd, line, sizeof line - 1, 0) <= 0 || strcmp(line, "GOOD\n") != 0) {
        close(c->fd);
        return;
    }
    send(c->fd, "OK\n", 3, 0);
    close(c->fd);
    conn_unlink(c);
    free(c);
}

static long live(void)
{
    long count = 0;

    for (struct conn *c = conns; c; c = c->next)
        count++;
    return count;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
