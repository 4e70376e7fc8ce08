// Closing the session frees it; the messages in its queue, which only it could reach, are left.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct message {
    size_t length;
    STAILQ_ENTRY(message) next;
    char text[];
};

struct session {
    int fd;
    STAILQ_HEAD(, message) queue;
};

struct session *session_new(int fd)
{
    struct session *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->fd = fd;
    STAILQ_INIT(&s->queue);
    return s;
}

int session_send(struct session *s, size_t length)
{
    struct message *m = calloc(1, sizeof *m + length);

    if (!m)
        return -1;
    m->length = length;
    STAILQ_INSERT_TAIL(&s->queue, m, next); // expect-low: unremoved-registration[undrained] "queue"
    return 0;
}

void session_flush(struct session *s)
{
    struct message *m;

    while ((m = STAILQ_FIRST(&s->queue)) != NULL) {
        if (write(s->fd, m->text, m->length) < 0)
            return;
        STAILQ_REMOVE_HEAD(&s->queue, next);
        free(m);
    }
}

void session_close(struct session *s)
{
    close(s->fd);
    free(s);
}
