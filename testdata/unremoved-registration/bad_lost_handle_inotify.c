// The watch descriptor is thrown away; the folder's data is freed and the watch goes on counting.
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>

struct folder {
    char *path;
    int watch;
};

static int inotify_fd = -1;

struct folder *folder_watch(const char *path)
{
    struct folder *f = calloc(1, sizeof *f);

    if (!f)
        return NULL;
    if (inotify_fd < 0)
        inotify_fd = inotify_init1(IN_CLOEXEC);
    f->path = strdup(path);
    inotify_add_watch(inotify_fd, path, IN_CREATE | IN_DELETE); // expect-todo: unremoved-registration[lost-handle] ""
    return f;
}

void folder_free(struct folder *f)
{
    free(f->path);
    free(f);
}
