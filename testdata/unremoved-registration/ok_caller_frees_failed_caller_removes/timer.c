// timer_start leaves the timer listed when it fails; its only caller knows and stops it.
#include "timer.h"
#include <sys/timerfd.h>
#include <unistd.h>

static LIST_HEAD(, timer) timers = LIST_HEAD_INITIALIZER(timers);

int timer_start(struct timer *t)
{
    struct itimerspec spec = {.it_interval = {.tv_sec = t->period}};

    LIST_INSERT_HEAD(&timers, t, link);
    if (timerfd_settime(t->fd, 0, &spec, NULL) < 0) {
        return -1;
    }
    return 0;
}

void timer_stop(struct timer *t)
{
    LIST_REMOVE(t, link);
    close(t->fd);
}
