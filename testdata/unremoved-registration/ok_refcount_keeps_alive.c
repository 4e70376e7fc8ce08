// Dropping a reference is not the end: the list has one of its own.
#include <stdlib.h>
#include <sys/queue.h>
#include <unistd.h>

struct object {
    int refs;
    int fd;
    TAILQ_ENTRY(object) link;
};

static TAILQ_HEAD(, object) objects = TAILQ_HEAD_INITIALIZER(objects);

static void object_put(struct object *o)
{
    if (--o->refs > 0)
        return;
    close(o->fd);
    free(o);
}

void object_unpublish(struct object *o)
{
    TAILQ_REMOVE(&objects, o, link);
    object_put(o);
}

int object_publish(int fd)
{
    struct object *o = calloc(1, sizeof *o);

    if (!o)
        return -1;
    o->fd = fd;
    o->refs = 2;
    TAILQ_INSERT_TAIL(&objects, o, link);
    write(fd, "published", 9);
    object_put(o);
    return 0;
}
