// Errors are positive here; -1 is another function's way to say that it was there already.
#include <errno.h>
#include <stdlib.h>
#include <sys/queue.h>

struct leaf {
    int id;
    LIST_ENTRY(leaf) entry;
};

struct group {
    LIST_HEAD(, leaf) leaves;
    LIST_ENTRY(group) entry;
};

static LIST_HEAD(, group) groups = LIST_HEAD_INITIALIZER(groups);

#define LEAF_EXISTS (-1)

static int leaf_add(struct group *group, int id)
{
    struct leaf *leaf;

    LIST_FOREACH(leaf, &group->leaves, entry)
        if (leaf->id == id)
            return LEAF_EXISTS;
    leaf = calloc(1, sizeof *leaf);
    if (!leaf)
        return ENOMEM;
    leaf->id = id;
    LIST_INSERT_HEAD(&group->leaves, leaf, entry);
    return 0;
}

int group_add(struct group *group, int id)
{
    int rc;

    LIST_INSERT_HEAD(&groups, group, entry);
    rc = leaf_add(group, id);
    if (rc > 0) {
        LIST_REMOVE(group, entry);
        return ENOMEM;
    }
    if (rc == LEAF_EXISTS)
        return rc;
    return 0;
}
