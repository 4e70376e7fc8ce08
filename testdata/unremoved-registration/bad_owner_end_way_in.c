// A reader is taken off its feed's list when it ends, but not off the list of the clock.
#include <stdlib.h>
#include <wayland-server-core.h>

struct feed {
    struct wl_list readers;
};

struct clock {
    struct wl_list waiters;
};

struct reader {
    struct feed *feed;
    struct clock *clock;
    struct wl_list in_feed, in_clock;
};

struct feed *feed_get(int number);
struct clock *clock_get(void);

int reader_open(struct reader *reader, int number)
{
    reader->feed = feed_get(number);
    if (reader->feed == NULL)
        return -1;
    wl_list_insert(&reader->feed->readers, &reader->in_feed); // expect-none: unremoved-registration
    reader->clock = clock_get();
    if (reader->clock != NULL)
        wl_list_insert(&reader->clock->waiters, &reader->in_clock); // expect-low: unremoved-registration[owner-end] "waiters"
    return 0;
}

void reader_free(struct reader *reader)
{
    if (reader->feed != NULL)
        wl_list_remove(&reader->in_feed);
    free(reader);
}
