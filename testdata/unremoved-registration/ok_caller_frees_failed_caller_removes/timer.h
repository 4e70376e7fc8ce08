/* Timers of an event loop. */
#ifndef TIMER_H
#define TIMER_H
#include <sys/queue.h>

struct timer {
    int fd;
    long period;
    LIST_ENTRY(timer) link;
};

int timer_start(struct timer *t);
void timer_stop(struct timer *t);

#endif
