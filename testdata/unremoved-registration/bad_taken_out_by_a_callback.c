// The loop runs a function that marks the stream, and nobody takes it out of its mixer's list before it is freed.
#include <stdlib.h>
#include <sys/queue.h>

struct stream {
    TAILQ_ENTRY(stream) entry;
    struct mixer *mixer;
    int number, closing;
};

struct mixer {
    TAILQ_HEAD(, stream) streams;
};

void loop_run(int (*function)(void *data), void *data);

struct stream *stream_new(struct mixer *mixer, int number)
{
    struct stream *stream = calloc(1, sizeof(*stream));
    if (stream == NULL)
        return NULL;
    stream->mixer = mixer;
    stream->number = number;
    TAILQ_INSERT_TAIL(&mixer->streams, stream, entry); // expect: unremoved-registration[owner-end] "mixer.streams"
    return stream;
}

static int do_close(void *data)
{
    struct stream *stream = data;
    stream->closing = 1;
    return 0;
}

static void stream_free(struct stream *stream)
{
    loop_run(do_close, stream);
    free(stream);
}

void mixer_close(struct mixer *mixer, int number)
{
    struct stream *stream;
    TAILQ_FOREACH(stream, &mixer->streams, entry)
        if (stream->number == number) {
            stream_free(stream);
            return;
        }
}

void stream_move(struct stream *stream, struct mixer *other)
{
    TAILQ_REMOVE(&stream->mixer->streams, stream, entry);
    stream->mixer = other;
    TAILQ_INSERT_TAIL(&other->streams, stream, entry);
}
