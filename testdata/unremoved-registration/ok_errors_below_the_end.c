// The ordinary end stands in the middle and leaves the type exported; what is below it is the way out of a failure.
#include <stdlib.h>
#include <sys/queue.h>

struct type {
    const char *name;
    TAILQ_ENTRY(type) entry;
};

static TAILQ_HEAD(, type) exported = TAILQ_HEAD_INITIALIZER(exported);

static int type_export(struct type *type)
{
    struct type *other;

    TAILQ_FOREACH(other, &exported, entry)
        if (other->name == type->name)
            return -1;
    TAILQ_INSERT_TAIL(&exported, type, entry);
    return 0;
}

int factory_init(struct type *type, int (*start)(void))
{
    int res = type_export(type);

    if (res < 0)
        return res;
    res = start();
    if (res < 0)
        goto error;
    return 0;
error:
    TAILQ_REMOVE(&exported, type, entry);
    return res;
}
