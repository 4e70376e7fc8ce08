// The descriptor is dup'ed: closing ours leaves the kernel's registration, whose data points to freed memory.
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
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, w->fd, &event); // expect-todo: unremoved-registration[owner-end] ""
    return w;
}

void watch_free(struct watch *w)
{
    close(w->copy);
    free(w);
}
