/* A log4c category for each connection, named after its descriptor. */
#include <log4c.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

struct conn {
    int fd;
    log4c_category_t *log;
};

static struct conn *conn_new(int fd)
{
    struct conn *c = malloc(sizeof *c);
    char name[32];

    c->fd = fd;
    snprintf(name, sizeof name, "conn.%d", fd);
    c->log = log4c_category_get(name); // expect: per-object-logger[unique-name] "'fd'"
    return c;
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    log4c_init();
    for (;;) {
        struct conn *c = conn_new(accept(listener, NULL, NULL));
        log4c_category_log(c->log, LOG4C_PRIORITY_INFO, "connected");
        free(c);
    }
}
