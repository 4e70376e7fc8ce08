// The list is a field of the loop that is passed in; the watcher leaves it before it is freed.
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/queue.h>

struct watcher {
    int wd;
    LIST_ENTRY(watcher) node;
};

struct loop {
    int inotify_fd;
    LIST_HEAD(, watcher) watchers;
};

struct watcher *watcher_add(struct loop *loop, const char *path)
{
    struct watcher *w = malloc(sizeof *w);

    if (!w)
        return NULL;
    LIST_INSERT_HEAD(&loop->watchers, w, node);
    w->wd = inotify_add_watch(loop->inotify_fd, path, IN_MODIFY);
    if (w->wd < 0) {
        LIST_REMOVE(w, node);
        free(w);
        return NULL;
    }
    return w;
}

void watcher_free(struct loop *loop, struct watcher *w)
{
    inotify_rm_watch(loop->inotify_fd, w->wd);
    LIST_REMOVE(w, node);
    free(w);
}
