// The child is linked into its parent's list, which outlives it; freeing the child leaves it there.
#include <linux/list.h>
#include <stdlib.h>

struct parent {
    int id;
    struct list_head children;
};

struct child {
    struct parent *parent;
    char *name;
    struct list_head sibling;
};

struct child *child_new(struct parent *p)
{
    struct child *c = calloc(1, sizeof(*c));

    if (!c)
        return NULL;
    c->parent = p;
    list_add_tail(&c->sibling, &p->children); // expect: unremoved-registration[owner-end] "children"
    return c;
}

void child_free(struct child *c)
{
    if (!c)
        return;
    free(c->name);
    free(c);
}

int count_children(struct parent *p)
{
    struct child *c;
    int n = 0;

    list_for_each_entry(c, &p->children, sibling)
        n++;
    return n;
}
