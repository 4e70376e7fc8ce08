// Unlinking is done for everyone; only the message sits behind the flag.
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
    TAILQ_INSERT_TAIL(&mounts, m, link);
    return m;
}

void mount_free(struct mount *m)
{
    TAILQ_REMOVE(&mounts, m, link);
    if (m->verbose) {
        printf("unmounting %s\n", m->path);
    }
    free(m->path);
    free(m);
}
