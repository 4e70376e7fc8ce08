// The path entry on the stack is popped by its cleanup function, on every way out.
#include <dirent.h>
#include <stddef.h>
#include <string.h>

struct open_dir {
    const char *path;
    struct open_dir *up;
};

static struct open_dir *open_dirs;

static void leave_dir(struct open_dir *d)
{
    open_dirs = d->up;
}

static int is_open(const char *path)
{
    for (struct open_dir *d = open_dirs; d; d = d->up)
        if (strcmp(d->path, path) == 0)
            return 1;
    return 0;
}

int count_entries(const char *path)
{
    __attribute__((cleanup(leave_dir))) struct open_dir self = {path, open_dirs};
    DIR *dir;
    int n = 0;

    if (is_open(path))
        return 0;
    open_dirs = &self;
    dir = opendir(path);
    if (!dir)
        return -1;
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}
