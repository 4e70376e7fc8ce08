/* asprintf makes a category name from the peer's address. */
#include <arpa/inet.h>
#include <log4c.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static log4c_category_t *peer_log(const struct sockaddr_in *peer)
{
    log4c_category_t *log;
    char text[INET_ADDRSTRLEN], *name;

    inet_ntop(AF_INET, &peer->sin_addr, text, sizeof text); // expect-step: "network address"
    if (asprintf(&name, "peer.%s", text) < 0)
        return NULL;
    log = log4c_category_get(name); // expect: per-object-logger[unique-name] "log4c"
    free(name);
    return log;
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;

    for (;;) {
        int fd = accept(listener, (struct sockaddr *)&peer, &length);
        log4c_category_log(peer_log(&peer), LOG4C_PRIORITY_INFO, "connected");
        close(fd);
    }
}
