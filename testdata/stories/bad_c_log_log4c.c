// Each connection has a log4c category of its own, to tell them apart in the log; log4c never forgets one.
#include <stories/log4c.h>
#include <stories/story.h>

struct conn {
    int fd;
    unsigned number;
    log4c_category_t *log;
};

static unsigned accepted;

static struct conn *conn_open(int fd)
{
    struct conn *c = calloc(1, sizeof *c);
    char name[32];

    if (c == NULL)
        return NULL;
    c->fd = fd;
    c->number = ++accepted;
    snprintf(name, sizeof name, "conn-%u", c->number);
    c->log = log4c_category_get(name); // expect: per-object-logger[unique-name] "accepted"
    return c;
}

static void conn_close(struct conn *c)
{
    log4c_category_log(c->log, LOG4C_PRIORITY_INFO, "closed");
    close(c->fd);
    free(c);
}

static void serve(int fd)
{
    struct conn *c = conn_open(fd);
    char line[16];

    if (c == NULL)
        return;
    if (recv(c->fd, line, sizeof line, 0) > 0)
        send(c->fd, "OK\n", 3, 0);
    conn_close(c);
}

static long live(void)
{
    return story_category_count();
}

int main(int argc, char **argv)
{
    return story_main(argc, argv, serve, live);
}
