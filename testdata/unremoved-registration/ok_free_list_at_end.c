// Ending a buffer puts it on the free list, from which the next one is taken.
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>

struct buffer {
    char data[4096];
    size_t used;
    SLIST_ENTRY(buffer) next;
};

static SLIST_HEAD(, buffer) free_buffers = SLIST_HEAD_INITIALIZER(free_buffers);

static struct buffer *buffer_get(void)
{
    struct buffer *b = SLIST_FIRST(&free_buffers);

    if (b)
        SLIST_REMOVE_HEAD(&free_buffers, next);
    else
        b = malloc(sizeof *b);
    return b;
}

static void buffer_put(struct buffer *b)
{
    SLIST_INSERT_HEAD(&free_buffers, b, next);
}

void echo(int fd)
{
    for (;;) {
        struct buffer *b = buffer_get();
        ssize_t n;

        if (!b)
            return;
        n = recv(fd, b->data, sizeof b->data, 0);
        if (n <= 0) {
            buffer_put(b);
            return;
        }
        send(fd, b->data, (size_t)n, 0);
        buffer_put(b);
    }
}
