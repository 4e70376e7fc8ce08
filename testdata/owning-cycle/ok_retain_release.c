// The parent retains the child, and no more.
#include <stdlib.h>

struct widget {
    int count;
    struct widget *parent;
    struct widget *child;
};

struct widget *widget_retain(struct widget *w)
{
    w->count++;
    return w;
}

void widget_release(struct widget *w)
{
    if (--w->count > 0)
        return;
    if (w->parent)
        widget_release(w->parent);
    if (w->child)
        widget_release(w->child);
    free(w);
}

void widget_embed(struct widget *outer, struct widget *inner)
{
    outer->child = widget_retain(inner);
    inner->parent = NULL;
}
