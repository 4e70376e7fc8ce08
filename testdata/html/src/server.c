/* server.c: accepts connections and keeps the list of those that are alive. */
#include "conn.h"
#include "log.h"

#include <sys/queue.h>

static TAILQ_HEAD(, conn) g_conns = TAILQ_HEAD_INITIALIZER(g_conns);
static unsigned g_served;

static int greet(struct conn *c)
{
    char line[128];
    int n = snprintf(line, sizeof(line), "220 %s ready\r\n", c->host);

    return conn_write(c, line, (size_t)n);
}

/* One connection, from the first byte to the last. */
int serve(int fd, const struct config *config)
{
    struct conn *c = conn_new(fd);

    if (c == NULL)
        return -ENOMEM;
    c->timeout = config->timeout * 1000u;
    TAILQ_INSERT_TAIL(&g_conns, c, link);
    g_served++;

    if (greet(c) < 0) {
        log_warn("greeting %s failed: %s", c->host, strerror(errno));
        conn_free(c);
        return -EIO;
    }
    while (conn_read(c) > 0)
        conn_dispatch(c);

    TAILQ_REMOVE(&g_conns, c, link);
    conn_free(c);
    return 0;
}

void serve_forever(int listener, const struct config *config)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0 && errno != EINTR)
            return;
        if (fd >= 0)
            serve(fd, config);
    }
}
