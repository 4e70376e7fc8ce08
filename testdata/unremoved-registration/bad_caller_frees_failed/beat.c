// The heart beat: allocates a timer and frees it when it cannot be started.
#include "timer.h"
#include <stdlib.h>
#include <sys/timerfd.h>

struct timer *beat_start(long period)
{
    struct timer *t = calloc(1, sizeof *t);

    if (!t)
        return NULL;
    t->period = period;
    t->fd = timerfd_create(0, 0);
    if (timer_start(t) < 0) { // expect: unremoved-registration[ended] "timers"
        free(t); // expect-step: "ends here"
        return NULL;
    }
    return t;
}

void beat_stop(struct timer *t)
{
    timer_stop(t);
    free(t);
}
