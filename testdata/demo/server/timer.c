/* timer.c: a list of timers, by hand. No mistake here: started ones are unlinked when they are stopped or have fired. */
#include "server/server.h"

#include <stdlib.h>

static struct timer *timers;

struct timer *timer_start(long due, void (*fire)(void *data), void *data)
{
    struct timer *t = malloc(sizeof *t);

    if (!t)
        return NULL;
    t->due = due;
    t->fire = fire;
    t->data = data;
    t->next = timers;
    timers = t;
    return t;
}

void timer_stop(struct timer *t)
{
    struct timer **at = &timers;

    while (*at && *at != t)
        at = &(*at)->next;
    if (*at)
        *at = t->next;
    free(t);
}

void timers_run(long now)
{
    struct timer **at = &timers;

    while (*at) {
        struct timer *t = *at;

        if (t->due > now) {
            at = &t->next;
            continue;
        }
        *at = t->next;
        t->fire(t->data);
        free(t);
    }
}
