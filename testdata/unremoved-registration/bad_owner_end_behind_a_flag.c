// Unlinking sits behind a flag that has nothing to do with being linked.
#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>

struct mount {
    char *path;
    int verbose;
    TAILQ_ENTRY(mount) link;
};

static TAILQ_HEAD(, mount) mounts = TAILQ_HEAD_INITIALIZER(mounts);

struct mount *mount_add(char *path, int verbose)
{
    struct mount *m = calloc(1, sizeof *m);

    if (!m)
        return NULL;
    m->path = path;
    m->verbose = verbose;
    TAILQ_INSERT_TAIL(&mounts, m, link); // expect-todo: unremoved-registration[owner-end] "mounts"
    return m;
}

void mount_free(struct mount *m)
{
    if (m->verbose) {
        printf("unmounting %s\n", m->path);
        TAILQ_REMOVE(&mounts, m, link);
    }
    free(m->path);
    free(m);
}
