// The array is freed though the new entry points to it.
#include <stdlib.h>
#include <sys/queue.h>

struct arg {
    int type;
};

struct arg_list {
    struct arg *arg;
    LIST_ENTRY(arg_list) entry;
    LIST_HEAD(, arg_list) pending;
};

static struct arg_list *arg_list_add(struct arg_list *orig, struct arg *arg)
{
    struct arg_list *new = calloc(1, sizeof *new);

    if (!new)
        abort();
    new->arg = arg;
    LIST_INSERT_HEAD(&orig->pending, new, entry);
    return new;
}

int parse(struct arg_list *al, const char *text)
{
    struct arg_list *new_al = al;
    struct arg *arg = calloc(1, sizeof *arg);

    if (!arg)
        return -1;
    if (*text == '@')
        new_al = arg_list_add(al, arg); // expect-todo: unremoved-registration[ended] "pending"
    if (text[1] == '\0') {
        if (new_al != NULL)
            free(arg);
        return -1;
    }
    return 0;
}
