// The other record of that name heads a list of streams.
#include <stdlib.h>
#include <unistd.h>

struct stream {
    struct stream *next;
    int fd;
};

struct impl {
    struct stream *first;
    int width, height;
};

static int stream_start(struct stream *s)
{
    return write(s->fd, "go", 2) == 2 ? 0 : -1;
}

struct stream *video_add_stream(struct impl *impl, int fd)
{
    struct stream *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->fd = fd;
    s->next = impl->first;
    impl->first = s; // expect: unremoved-registration[ended] "impl"
    if (stream_start(s) < 0) {
        free(s);
        return NULL;
    }
    return s;
}

void video_drop_streams(struct impl *impl)
{
    while (impl->first) {
        struct stream *s = impl->first;

        impl->first = s->next;
        free(s);
    }
}
