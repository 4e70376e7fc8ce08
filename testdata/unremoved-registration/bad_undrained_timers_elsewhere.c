// A window is freed with its list of timers; each of them is still in the global wheel and fires later.
#include <stdlib.h>
#include <sys/queue.h>

struct timer {
    struct window *window;
    int left;
    LIST_ENTRY(timer) of_window;
    LIST_ENTRY(timer) in_wheel;
};

struct window {
    int ticks;
    LIST_HEAD(, timer) timers;
};

static LIST_HEAD(, timer) wheel = LIST_HEAD_INITIALIZER(wheel);

int window_after(struct window *w, int ticks)
{
    struct timer *t = calloc(1, sizeof *t);

    if (!t)
        return -1;
    t->window = w;
    t->left = ticks;
    LIST_INSERT_HEAD(&w->timers, t, of_window); // expect-low: unremoved-registration[undrained] "without emptying it"
    LIST_INSERT_HEAD(&wheel, t, in_wheel);
    return 0;
}

void tick(void)
{
    struct timer *t, *next;

    LIST_FOREACH_SAFE(t, &wheel, in_wheel, next) {
        if (--t->left == 0) {
            t->window->ticks++;
            LIST_REMOVE(t, of_window);
            LIST_REMOVE(t, in_wheel);
            free(t);
        }
    }
}

void window_destroy(struct window *w)
{
    free(w);
}
