// Every connection gets a slot in an array that grows; its socket is closed, its slot is never given back.
#include <stories/story.h>

struct conn {
    int fd;
    char line[256];
};

static struct conn **conns;
static size_t conn_count, conn_space;

static struct conn *conn_new(int fd)
{
    struct conn *c = calloc(1, sizeof *c);

    if (c == NULL)
        return NULL;
    c->fd = fd;
    if (conn_count == conn_space) {
        size_t space = conn_space ? conn_space * 2 : 16;
        struct conn **grown = realloc(conns, space * sizeof *conns);

        if (grown == NULL) {
            free(c);
            return NULL;
        }
        conns = grown;
        conn_space = space;
    }
    conns[conn_count++] = c; // expect-step: "conns"
    return c;
}

static void serve(int fd)
{
    struct conn *c = conn_new(fd); // expect: unremoved-registration[ended] "conns"

    if (c == NULL) {
        close(fd);
        return;
    }
    if (recv(c->fd, c->line, sizeof c->line - 1, 0) > 0 && strcmp(c->line, "GOOD\n") == 0)
        send(c->fd, "OK\n", 3, 0);
    close(c->fd);
}

static long live(void)
{
    return (long)conn_count;
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
