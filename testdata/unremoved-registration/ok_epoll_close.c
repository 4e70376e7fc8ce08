// Closing a descriptor takes it out of the epoll set: that is what the kernel does.
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

static int epoll_fd;

int watch(int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};

    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
        return -1;
    if (write(fd, "+", 1) != 1) {
        close(fd);
        return -1;
    }
    return 0;
}

int start(void)
{
    epoll_fd = epoll_create1(0);
    return epoll_fd;
}
