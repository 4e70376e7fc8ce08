/* The server's state and its clients. */
#ifndef SERVER_H
#define SERVER_H
#include "list.h"

struct client {
    int fd;
    char *query;
};

struct server {
    list *clients;
};

extern struct server server;

struct client *client_create(int fd);
void client_free(struct client *c);

#endif
