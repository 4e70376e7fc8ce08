// Elements are only ever freed together, when the registry itself goes.
#include <stdlib.h>
#include <sys/queue.h>

struct symbol {
    const char *name;
    SLIST_ENTRY(symbol) next;
};

struct table {
    SLIST_HEAD(, symbol) symbols;
};

struct table *table_new(void)
{
    return calloc(1, sizeof(struct table));
}

struct symbol *table_add(struct table *t, const char *name)
{
    struct symbol *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->name = name;
    SLIST_INSERT_HEAD(&t->symbols, s, next);
    return s;
}

void table_free(struct table *t)
{
    struct symbol *s, *next;

    for (s = SLIST_FIRST(&t->symbols); s; s = next) {
        next = SLIST_NEXT(s, next);
        free(s);
    }
    free(t);
}
