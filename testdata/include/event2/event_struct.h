/* A fake <event2/event_struct.h>: an event to embed. */
#ifndef EVENT2_EVENT_STRUCT_H_INCLUDED_
#define EVENT2_EVENT_STRUCT_H_INCLUDED_
#include <sys/time.h>

#define EV_READ 0x02
#define EV_WRITE 0x04
#define EV_PERSIST 0x10

struct event_base;
struct event {
    struct event_base *ev_base;
    int ev_fd;
    short ev_events, ev_res;
    struct timeval ev_timeout;
};
#endif
