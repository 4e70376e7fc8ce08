// A walk over the server's list takes out and frees the client it was looking for.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct client {
    int id, fd;
    TAILQ_ENTRY(client) link;
};

TAILQ_HEAD(client_list, client);

struct server {
    struct client_list clients;
};

static int on_accept(struct server *server, int fd)
{
    struct client *client = malloc(sizeof *client);
    if (client == NULL)
        return -1;
    client->id = client->fd = fd;
    TAILQ_INSERT_TAIL(&server->clients, client, link);
    return 0;
}

static int on_kick(struct server *server, int id)
{
    struct client *client;
    for (client = TAILQ_FIRST(&server->clients); client != NULL; client = TAILQ_NEXT(client, link))
        if (client->id == id) {
            TAILQ_REMOVE(&server->clients, client, link);
            close(client->fd);
            free(client);
            return 0;
        }
    return -1;
}

static int on_close(struct server *server, int id)
{
    struct client *client;
    for (client = TAILQ_FIRST(&server->clients); client != NULL; client = TAILQ_NEXT(client, link))
        if (client->id == id)
            break;
    if (client == NULL)
        return -1;
    TAILQ_REMOVE(&server->clients, client, link);
    close(client->fd);
    free(client);
    return 0;
}

int (*const handlers[])(struct server *, int) = {on_accept, on_kick, on_close};
