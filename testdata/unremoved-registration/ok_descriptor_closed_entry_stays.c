// A cache closes the descriptor of an entry that is idle and keeps the entry, which can open the file again.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct entry {
    int fd;
    int uses;
    char *name;
    TAILQ_ENTRY(entry) age;
};

static TAILQ_HEAD(, entry) by_age = TAILQ_HEAD_INITIALIZER(by_age);

void entry_used(struct entry *e)
{
    TAILQ_REMOVE(&by_age, e, age);
    TAILQ_INSERT_HEAD(&by_age, e, age);
    if (e->uses > 0)
        return;
    if (e->fd != -1) {
        close(e->fd);
        e->fd = -1;
    }
}

int entry_fd(struct entry *e)
{
    if (e->fd == -1)
        e->fd = open(e->name, O_RDONLY);
    return e->fd;
}

void entry_drop(struct entry *e)
{
    TAILQ_REMOVE(&by_age, e, age);
    if (e->fd != -1)
        close(e->fd);
    free(e->name);
    free(e);
}
