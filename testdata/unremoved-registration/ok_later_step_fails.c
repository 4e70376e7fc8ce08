// Success leaves the service listed, every failure unlists it: the shape of a constructor.
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

struct service {
    int fd;
    LIST_ENTRY(service) all;
};

static LIST_HEAD(, service) services = LIST_HEAD_INITIALIZER(services);

int service_start(struct service **out, const struct sockaddr *address, socklen_t length)
{
    struct service *s = calloc(1, sizeof *s);

    if (!s)
        return -1;
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (s->fd < 0) {
        free(s);
        return -1;
    }
    LIST_INSERT_HEAD(&services, s, all);
    if (bind(s->fd, address, length) < 0) {
        LIST_REMOVE(s, all);
        close(s->fd);
        free(s);
        return -1;
    }
    if (listen(s->fd, 16) < 0) {
        LIST_REMOVE(s, all);
        close(s->fd);
        free(s);
        return -1;
    }
    *out = s;
    return 0;
}

void service_stop(struct service *s)
{
    LIST_REMOVE(s, all);
    close(s->fd);
    free(s);
}
