// timer_start fails after it has listed the timer, and leaves it listed.
#include "timer.h"
#include <sys/timerfd.h>
#include <unistd.h>

static LIST_HEAD(, timer) timers = LIST_HEAD_INITIALIZER(timers);

int timer_start(struct timer *t)
{
    struct itimerspec spec = {.it_interval = {.tv_sec = t->period}};

    LIST_INSERT_HEAD(&timers, t, link); // expect-step: "timers"
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
