/* main.c: accepts connections on a port and hands each to a session. Mistake: the record of a visit
 * is kept for ever (shown with --min-confidence=low: nothing proves that visits end). */
#include "server/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct visit {
    time_t when;
    char peer[INET_ADDRSTRLEN];
    struct visit *next;
};

static struct visit *visits;

static struct visit *visit_begin(const struct sockaddr_in *from)
{
    struct visit *v = calloc(1, sizeof *v);

    if (!v)
        return NULL;
    v->when = time(NULL);
    inet_ntop(AF_INET, &from->sin_addr, v->peer, sizeof v->peer);
    v->next = visits;
    visits = v;
    return v;
}

static void serve(int fd, const struct sockaddr_in *from)
{
    struct visit *v = visit_begin(from);
    struct conn *c;

    if (!v) {
        close(fd);
        return;
    }
    c = conn_open(fd, v->peer);
    if (!c)
        return;
    if (session_run(fd, v->peer) < 0)
        fprintf(stderr, "%s: session failed\n", v->peer);
    conn_close(c);
}

static int listen_on(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 16) < 0) {
        perror("demo");
        exit(1);
    }
    return fd;
}

int main(int argc, char **argv)
{
    int listener = listen_on(argc > 1 ? atoi(argv[1]) : 7000);

    for (;;) {
        struct sockaddr_in from;
        socklen_t length = sizeof from;
        int fd = accept(listener, (struct sockaddr *)&from, &length);

        if (fd < 0)
            continue;
        serve(fd, &from);
        timers_run(time(NULL));
    }
}
