// The stream's own pointer leads to the connection whose lists it is in; freeing the stream unlinks it from both.
#include <stdlib.h>
#include <sys/queue.h>

struct stream {
    struct connection *conn;
    int id;
    TAILQ_ENTRY(stream) by_id;
    TAILQ_ENTRY(stream) opening;
};

struct connection {
    TAILQ_HEAD(, stream) streams;
    TAILQ_HEAD(, stream) not_open;
};

struct stream *stream_new(struct connection *conn, int id)
{
    struct stream *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->conn = conn;
    s->id = id;
    TAILQ_INSERT_TAIL(&conn->streams, s, by_id);
    return s;
}

void stream_wait(struct stream *s)
{
    TAILQ_INSERT_TAIL(&s->conn->not_open, s, opening);
}

void stream_opened(struct stream *s)
{
    TAILQ_REMOVE(&s->conn->not_open, s, opening);
}

void stream_free(struct stream *s)
{
    TAILQ_REMOVE(&s->conn->streams, s, by_id);
    if (s->opening.tqe_prev)
        TAILQ_REMOVE(&s->conn->not_open, s, opening);
    free(s);
}
