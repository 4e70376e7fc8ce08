#include "conn.h"

struct server {
    int port;
    // linger:immortal the admin page shows all there ever were
    struct conn *seen;
    struct conn *live; /* linger:immortal */
};

static struct server server;
static struct conn *plugins; // linger:immortal loaded once
static struct conn *unused[4]; // linger:immortal for later
static struct conn *others;

int see(struct conn *c)
{
    c->next = server.seen;
    server.seen = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int live(struct conn *c)
{
    c->next = server.live;
    server.live = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

int load(struct conn *c)
{
    c->next = plugins;
    plugins = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return 0;
}

// linger:immortal no container here
int other(struct conn *c)
{
    c->next = others;
    others = c;
    if (greet(c->fd) < 0) {
        free(c);
        return -1;
    }
    return unused[0] != NULL;
}
