/* server.h: connections and timers of the event loop. */
#ifndef DEMO_SERVER_H
#define DEMO_SERVER_H

#include <stddef.h>
#include <sys/queue.h>

#ifdef __cplusplus
extern "C" {
#endif

struct conn {
    int fd;
    char *peer;
    struct timer *idle;
    TAILQ_ENTRY(conn) link;
};

struct timer {
    long due;
    void (*fire)(void *data);
    void *data;
    struct timer *next;
};

/* conn.c */
struct conn *conn_open(int fd, const char *peer);
void conn_close(struct conn *c);
size_t conn_count(void);

/* timer.c */
struct timer *timer_start(long due, void (*fire)(void *data), void *data);
void timer_stop(struct timer *t);
void timers_run(long now);

/* chat/session.cc */
int session_run(int fd, const char *peer);

#ifdef __cplusplus
}
#endif
#endif
