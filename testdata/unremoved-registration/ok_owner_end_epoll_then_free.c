// The registration is deleted before the watch is freed.
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

struct watch {
    int fd, copy;
    unsigned long events;
};

static int epoll_fd;

struct watch *watch_new(int fd)
{
    struct watch *w = calloc(1, sizeof *w);
    struct epoll_event event = {.events = EPOLLIN, .data = {.ptr = w}};

    if (!w)
        return NULL;
    w->fd = fd;
    w->copy = dup(fd);
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, w->fd, &event);
    return w;
}

void watch_free(struct watch *w)
{
    epoll_ctl(epoll_fd, EPOLL_CTL_DEL, w->fd, NULL);
    close(w->copy);
    free(w);
}
