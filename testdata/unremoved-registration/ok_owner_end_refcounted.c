// The table holds a reference of its own and lets go of it after taking the theme out: the last unref need not.
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct theme {
    char *name;
    unsigned refs;
    TAILQ_ENTRY(theme) entry;
};

static TAILQ_HEAD(, theme) themes = TAILQ_HEAD_INITIALIZER(themes);

struct theme *theme_get(const char *name)
{
    struct theme *t;

    TAILQ_FOREACH(t, &themes, entry)
        if (strcmp(t->name, name) == 0)
            return t;
    t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->name = strdup(name);
    t->refs = 1;
    TAILQ_INSERT_TAIL(&themes, t, entry);
    return t;
}

void theme_unref(struct theme *t)
{
    if (--t->refs != 0)
        return;
    free(t->name);
    free(t);
}

void theme_forget(struct theme *t)
{
    TAILQ_REMOVE(&themes, t, entry);
    theme_unref(t);
}

void window_close(struct theme **of_window)
{
    theme_unref(*of_window);
    *of_window = NULL;
}
