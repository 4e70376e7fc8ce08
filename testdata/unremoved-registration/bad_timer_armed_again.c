// A timer is taken out only to be put in again; the function that frees its owner takes another one out, and not that.
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdlib.h>

struct upload {
    struct event deadline, progress;
    long left;
};

struct upload *upload_new(struct event_base *base, long size, event_callback_fn late, event_callback_fn show)
{
    struct upload *upload = calloc(1, sizeof *upload);
    upload->left = size;
    evtimer_assign(&upload->deadline, base, late, upload);
    evtimer_assign(&upload->progress, base, show, upload);
    return upload;
}

void upload_show(struct upload *upload)
{
    struct timeval second = {1, 0};
    evtimer_add(&upload->progress, &second);
}

static void upload_wait(struct upload *upload)
{
    struct timeval minute = {60, 0};
    evtimer_del(&upload->deadline);
    evtimer_add(&upload->deadline, &minute); // expect: unremoved-registration[owner-end] "event base"
}

static void upload_free(struct upload *upload)
{
    evtimer_del(&upload->progress);
    free(upload);
}

void upload_received(struct upload *upload, long count)
{
    upload->left -= count;
    if (upload->left > 0)
        upload_wait(upload);
    else
        upload_free(upload);
}
