/* conn.c: one connection. */
#include "conn.h"

#include <stdlib.h>

struct conn *conn_new(int fd)
{
    struct conn *c = calloc(1, sizeof(*c));

    if (c == NULL)
        return NULL;
    c->fd = fd;
    c->buffer = malloc(BUFFER_SIZE);
    return c;
}

/* Gives back everything the connection owns. */
void conn_free(struct conn *c)
{
    if (c == NULL)
        return;
    close(c->fd);
    free(c->buffer);
    free(c);
}
