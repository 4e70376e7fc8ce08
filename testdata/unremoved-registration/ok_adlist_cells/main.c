// The entry: makes the list, reads descriptors from stdin.
#include "server.h"
#include <stdio.h>

int main(void)
{
    int fd;

    server.clients = list_create();
    while (scanf("%d", &fd) == 1) {
        struct client *c = client_create(fd);

        if (c && c->query == NULL)
            client_free(c);
    }
    return 0;
}
