// Each observer sits in a cell of its own; dropping it frees the observer and leaves the cell.
#include <stdlib.h>

struct observer {
    void (*notify)(struct observer *o, int value);
    int last;
};

struct cell {
    struct observer *observer;
    struct cell *next;
};

static struct cell *cells;

int observe(struct observer *o)
{
    struct cell *c = malloc(sizeof *c);

    if (!c)
        return -1;
    c->observer = o;
    c->next = cells;
    cells = c; // expect-todo: unremoved-registration "cells"
    return 0;
}

static void unobserve(struct observer *o)
{
    struct cell **at = &cells;

    while (*at) {
        struct cell *c = *at;

        if (c->observer == o) {
            *at = c->next;
            free(c);
            return;
        }
        at = &c->next;
    }
}

static void remember(struct observer *o, int value)
{
    o->last = value;
}

struct observer *observer_new(void)
{
    struct observer *o = calloc(1, sizeof *o);

    if (!o)
        return NULL;
    o->notify = remember;
    if (observe(o) < 0) {
        free(o);
        return NULL;
    }
    return o;
}

void observer_drop(struct observer *o, int quietly)
{
    if (!quietly)
        unobserve(o);
    free(o);
}

void post(int value)
{
    for (struct cell *c = cells; c; c = c->next)
        c->observer->notify(c->observer, value);
}
