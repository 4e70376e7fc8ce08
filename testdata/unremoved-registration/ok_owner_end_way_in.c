// Where the pointer that leads to a list is null, the object was never put into that list.
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
        wl_list_insert(&reader->clock->waiters, &reader->in_clock); // expect-none: unremoved-registration
    return 0;
}

void reader_free(struct reader *reader)
{
    if (reader->feed != NULL)
        wl_list_remove(&reader->in_feed);
    if (reader->clock != NULL)
        wl_list_remove(&reader->in_clock);
    free(reader);
}
