// Two events of one object are in the event base at times; the function that frees it deletes one of them.
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdlib.h>

struct pane {
    int fd;
    struct event read_event;
    struct event redraw_timer;
};

static void pane_read(int fd, short what, void *data)
{
    struct pane *pane = data;
    (void)what, (void)pane, (void)fd;
}

static void pane_draw(int fd, short what, void *data)
{
    (void)fd, (void)what, (void)data;
}

struct pane *pane_new(struct event_base *base, int fd)
{
    struct pane *pane = calloc(1, sizeof *pane);
    pane->fd = fd;
    event_assign(&pane->read_event, base, fd, EV_READ | EV_PERSIST, pane_read, pane);
    evtimer_assign(&pane->redraw_timer, base, pane_draw, pane);
    return pane;
}

void pane_start(struct pane *pane)
{
    event_add(&pane->read_event, NULL);
}

void pane_changed(struct pane *pane)
{
    struct timeval soon = {0, 20000};
    evtimer_add(&pane->redraw_timer, &soon); // expect: unremoved-registration[owner-end] "event base"
}

void pane_free(struct pane *pane)
{
    event_del(&pane->read_event);
    free(pane);
} // expect-step: "leaves here, still registered"
