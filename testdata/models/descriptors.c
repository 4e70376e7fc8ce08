// Descriptors: what epoll and inotify are told of stays until it is taken back or closed.
// package: libc6-dev
#include <sys/epoll.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <mqueue.h>
#include <signal.h>
#include <stddef.h>

void descriptors(int poll, int watch, int fd, struct epoll_event *event, const char *path, mqd_t queue, struct sigevent *sig)
{
    epoll_ctl(poll, EPOLL_CTL_ADD, fd, event); // model: register in=poll element=fd key=fd when arg1=1 // model: remove in=poll element=fd key=fd when arg1=2
    epoll_ctl(poll, EPOLL_CTL_DEL, fd, NULL); // model: register in=poll element=fd key=fd when arg1=1 // model: remove in=poll element=fd key=fd when arg1=2
    int id = inotify_add_watch(watch, path, IN_MODIFY); // model: register in=watch key=path handle=id
    inotify_rm_watch(watch, id); // model: remove in=watch handle=id
    fanotify_mark(watch, FAN_MARK_ADD, FAN_OPEN, fd, path); // model: register in=watch key=path when arg1&1 // model: remove in=watch key=path when arg1&2 // model: clear in=watch when arg1&128
    mq_notify(queue, sig); // model: register in=message queue notifications element=sig key=queue
}
