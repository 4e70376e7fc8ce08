// An output that would block stays in the list of pending outputs: the loop's writable event goes on with it.
#include <errno.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct output {
    int fd;
    char *data;
    size_t left;
    TAILQ_ENTRY(output) link;
};

static TAILQ_HEAD(, output) pending = TAILQ_HEAD_INITIALIZER(pending);

static void output_done(struct output *o)
{
    TAILQ_REMOVE(&pending, o, link);
    free(o->data);
    free(o);
}

static int output_flush(struct output *o)
{
    ssize_t n = write(o->fd, o->data, o->left);

    if (n < 0) {
        if (errno == EAGAIN)
            return 0;
        output_done(o);
        return -1;
    }
    o->left -= (size_t)n;
    if (o->left == 0)
        output_done(o);
    return 0;
}

int output_start(int fd, char *data, size_t length)
{
    struct output *o = calloc(1, sizeof *o);

    if (!o)
        return -1;
    o->fd = fd;
    o->data = data;
    o->left = length;
    TAILQ_INSERT_TAIL(&pending, o, link);
    return output_flush(o);
}

void on_writable(int fd)
{
    struct output *o, *next;

    TAILQ_FOREACH_SAFE(o, &pending, link, next) {
        if (o->fd == fd)
            output_flush(o);
    }
}
