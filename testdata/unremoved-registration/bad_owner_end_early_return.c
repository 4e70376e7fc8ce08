// The end function returns early, and frees, before it comes to the unlinking.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct client {
    int fd;
    char *output;
    LIST_ENTRY(client) link;
};

static LIST_HEAD(, client) clients = LIST_HEAD_INITIALIZER(clients);

struct client *client_new(int fd)
{
    struct client *c = calloc(1, sizeof *c);

    if (!c)
        return NULL;
    c->fd = fd;
    LIST_INSERT_HEAD(&clients, c, link); // expect-todo: unremoved-registration[owner-end] "clients"
    return c;
}

void client_free(struct client *c)
{
    if (!c->output) {
        close(c->fd);
        free(c);
        return;
    }
    write(c->fd, c->output, 1);
    free(c->output);
    close(c->fd);
    LIST_REMOVE(c, link);
    free(c);
}
