// Both kinds of stream are listed by open; the close of one kind, behind its table, forgets the list.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct stream;

struct stream_ops {
    void (*close)(struct stream *s);
};

struct stream {
    const struct stream_ops *ops;
    int fd;
    char *memory;
    LIST_ENTRY(stream) link;
};

static LIST_HEAD(, stream) streams = LIST_HEAD_INITIALIZER(streams);

static void file_close(struct stream *s)
{
    LIST_REMOVE(s, link);
    close(s->fd);
    free(s);
}

static void memory_close(struct stream *s)
{
    free(s->memory);
    free(s);
}

static const struct stream_ops file_ops = {file_close};
static const struct stream_ops memory_ops = {memory_close};

struct stream *stream_open(int fd, char *memory)
{
    struct stream *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->ops = memory ? &memory_ops : &file_ops;
    s->fd = fd;
    s->memory = memory;
    LIST_INSERT_HEAD(&streams, s, link); // expect: unremoved-registration[owner-end] "streams"
    return s;
}

void stream_close(struct stream *s)
{
    s->ops->close(s);
}
