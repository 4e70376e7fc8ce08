// client_create lists the client through a cell, and takes the cell out when it cannot be greeted.
#include "server.h"
#include <stdlib.h>
#include <unistd.h>

struct server server;

static void client_release(struct client *c)
{
    close(c->fd);
    free(c->query);
    free(c);
}

struct client *client_create(int fd)
{
    struct client *c = calloc(1, sizeof *c);

    if (!c)
        return NULL;
    c->fd = fd;
    list_add_tail(server.clients, c);
    if (write(fd, "+OK\r\n", 5) != 5) {
        list_del_cell(server.clients, list_search(server.clients, c));
        client_release(c);
        return NULL;
    }
    return c;
}

void client_free(struct client *c)
{
    cell *at = list_search(server.clients, c);

    if (at)
        list_del_cell(server.clients, at);
    client_release(c);
}
