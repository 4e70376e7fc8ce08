// All panes are freed and left in the list, which ends with its client right after.
#include <stdlib.h>
#include <sys/queue.h>

struct pane {
    TAILQ_ENTRY(pane) entry;
    int number;
    long offset;
};

struct client {
    TAILQ_HEAD(, pane) panes;
    int fd;
};

struct client *client_new(int fd)
{
    struct client *client = calloc(1, sizeof(*client));
    if (client == NULL)
        return NULL;
    TAILQ_INIT(&client->panes);
    client->fd = fd;
    return client;
}

struct pane *client_pane(struct client *client, int number)
{
    struct pane *pane = calloc(1, sizeof(*pane));
    if (pane == NULL)
        return NULL;
    pane->number = number;
    TAILQ_INSERT_TAIL(&client->panes, pane, entry);
    return pane;
}

void client_drop(struct client *client, struct pane *pane)
{
    TAILQ_REMOVE(&client->panes, pane, entry);
    free(pane);
}

void client_reset(struct client *client)
{
    struct pane *pane, *next;
    for (pane = TAILQ_FIRST(&client->panes); pane != NULL; pane = next) {
        next = TAILQ_NEXT(pane, entry);
        free(pane);
    }
}

void client_close(struct client *client)
{
    client_reset(client);
    free(client);
}
