// A failure before the ordinary end in the middle forgets that the type is exported.
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
    int res = type_export(type); // expect: unremoved-registration[exit] "exported"

    if (res < 0)
        return res;
    res = start();
    if (res < 0)
        goto error;
    if (!type->name[0])
        return -1;
    return 0;
error:
    TAILQ_REMOVE(&exported, type, entry);
    return res;
}
