// Listeners are listed once, while the configuration is read at start-up, and live as long as the process.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct listener {
    char *name;
    struct listener *next;
};

static struct listener *listeners;

static void add_listener(const char *name)
{
    struct listener *l = calloc(1, sizeof *l);

    if (!l)
        exit(1);
    l->name = strdup(name);
    l->next = listeners;
    listeners = l;
}

static void serve(int fd)
{
    for (;;) {
        int peer = accept(fd, NULL, NULL);

        for (struct listener *l = listeners; l; l = l->next)
            send(peer, l->name, strlen(l->name), 0);
    }
}

int main(int argc, char **argv)
{
    char line[256];

    for (int i = 1; i < argc; i++)
        add_listener(argv[i]);
    while (fgets(line, sizeof line, stdin))
        add_listener(line);
    serve(3);
    return 0;
}
