// Freeing unlists only what was listed: a flag in the element says so.
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct watch {
    char *path;
    int listed;
    TAILQ_ENTRY(watch) link;
};

static TAILQ_HEAD(, watch) watches = TAILQ_HEAD_INITIALIZER(watches);

void watch_free(struct watch *w)
{
    if (w->listed)
        TAILQ_REMOVE(&watches, w, link);
    free(w->path);
    free(w);
}

struct watch *watch_new(const char *path, int quiet)
{
    struct watch *w = calloc(1, sizeof *w);

    if (!w)
        return NULL;
    if (!quiet) {
        TAILQ_INSERT_TAIL(&watches, w, link);
        w->listed = 1;
    }
    w->path = strdup(path);
    if (!w->path) {
        watch_free(w);
        return NULL;
    }
    return w;
}
