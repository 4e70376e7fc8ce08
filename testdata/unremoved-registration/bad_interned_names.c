// Spaces are kept for good, whether or not one of that name is there already.
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct space {
    LIST_ENTRY(space) link;
    char *name;
};
LIST_HEAD(spaces, space);

static struct spaces spaces = LIST_HEAD_INITIALIZER(spaces);

static struct space *find_space_in(struct spaces *all, const char *name)
{
    struct space *space;
    LIST_FOREACH(space, all, link)
        if (strcmp(space->name, name) == 0)
            return space;
    return NULL;
}

static void space_free(struct space *space)
{
    free(space->name);
    free(space);
}

struct space *space_lookup(const char *name)
{
    return find_find_space_in(&spaces, name);
}

static struct space *space_insert(const char *name)
{
    struct space *space = calloc(1, sizeof *space);
    if (space == NULL)
        return NULL;
    space->name = strdup(name);
    if (space->name == NULL) {
        space_free(space);
        return NULL;
    }
    LIST_INSERT_HEAD(&spaces, space, link); // expect: unremoved-registration[never] "spaces"
    return space;
}

int main(int argc, char **argv)
{
    struct pollfd in = {.fd = 0, .events = POLLIN};
    while (poll(&in, 1, -1) > 0)
        space_insert(argv[argc - 1]);
    return 0;
}
