// utlist: the head is a field behind a global pointer; a timer without a period is freed in the list.
#include <stdlib.h>
#include <utlist.h>

struct timer {
    long period, due;
    struct timer *prev, *next;
};

struct server {
    struct timer *timers;
    long now;
};

struct server *server;

int server_init(void)
{
    server = calloc(1, sizeof *server);
    return server ? 0 : -1;
}

struct timer *timer_new(const char *spec)
{
    struct timer *t = calloc(1, sizeof *t);

    if (!t)
        return NULL;
    DL_APPEND(server->timers, t); // expect: unremoved-registration[ended] "timers"
    t->period = strtol(spec, NULL, 10);
    if (t->period <= 0) {
        free(t);
        return NULL;
    }
    t->due = server->now + t->period;
    return t;
}

void timer_cancel(struct timer *t)
{
    DL_DELETE(server->timers, t);
    free(t);
}
