// The array of clients keeps a client whose greeting could not be sent, though it is freed.
#include <stdlib.h>
#include <unistd.h>

#define MAX_CLIENTS 1024

struct client {
    int fd;
    char *greeting;
};

static struct client *clients[MAX_CLIENTS];
static int client_count;

static void client_free(struct client *cl)
{
    free(cl->greeting);
    free(cl);
}

int client_add(int fd)
{
    struct client *cl;

    if (client_count == MAX_CLIENTS)
        return -1;
    cl = calloc(1, sizeof *cl);
    if (!cl)
        return -1;
    cl->fd = fd;
    clients[client_count++] = cl; // expect: unremoved-registration[ended] "clients"
    if (write(fd, "220 ready\r\n", 11) != 11) {
        client_free(cl);
        return -1;
    }
    return 0;
}

void client_remove(struct client *cl)
{
    for (int i = 0; i < client_count; i++) {
        if (clients[i] == cl) {
            clients[i] = clients[--client_count];
            break;
        }
    }
    client_free(cl);
}
