/* conn.c: the connections. Mistake: when the banner cannot be sent the connection is freed and stays in the queue. */
#include "server/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static TAILQ_HEAD(, conn) conns = TAILQ_HEAD_INITIALIZER(conns);

static void on_idle(void *data)
{
    struct conn *c = data;

    fprintf(stderr, "%s is idle\n", c->peer);
    c->idle = NULL;
}

static void conn_free(struct conn *c)
{
    if (c->idle)
        timer_stop(c->idle);
    close(c->fd);
    free(c->peer);
    free(c);
}

struct conn *conn_open(int fd, const char *peer)
{
    struct conn *c = calloc(1, sizeof *c);

    if (!c)
        return NULL;
    c->fd = fd;
    c->peer = strdup(peer);
    TAILQ_INSERT_TAIL(&conns, c, link);
    if (write(fd, "welcome\n", 8) != 8) {
        conn_free(c);
        return NULL;
    }
    c->idle = timer_start(60, on_idle, c);
    return c;
}

void conn_close(struct conn *c)
{
    TAILQ_REMOVE(&conns, c, link);
    conn_free(c);
}

size_t conn_count(void)
{
    struct conn *c;
    size_t count = 0;

    TAILQ_FOREACH(c, &conns, link)
        count++;
    return count;
}
