// A fixed table with holes: the failing path frees the stream and leaves its slot taken.
#include <stdlib.h>
#include <unistd.h>

#define MAX_STREAMS 8

struct stream {
    int fds[2];
};

static struct stream *streams[MAX_STREAMS];

int stream_open(void)
{
    for (int i = 0; i < MAX_STREAMS; i++) {
        struct stream *s;

        if (streams[i])
            continue;
        s = malloc(sizeof *s);
        if (!s)
            return -1;
        streams[i] = s; // expect: unremoved-registration "streams"
        if (pipe(s->fds) < 0) {
            free(s);
            return -1;
        }
        return i;
    }
    return -1;
}

void stream_close(int i)
{
    close(streams[i]->fds[0]);
    close(streams[i]->fds[1]);
    free(streams[i]);
    streams[i] = NULL;
}
