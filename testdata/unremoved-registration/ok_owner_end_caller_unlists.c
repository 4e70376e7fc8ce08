// The end function does not unlist: every caller has done that, as the comment on it asks.
#include <stdlib.h>
#include <sys/queue.h>

struct item {
    char *text;
    TAILQ_ENTRY(item) link;
};

static TAILQ_HEAD(, item) items = TAILQ_HEAD_INITIALIZER(items);

static void item_free(struct item *i)
{
    free(i->text);
    free(i);
}

struct item *item_new(char *text)
{
    struct item *i = calloc(1, sizeof *i);

    if (!i)
        return NULL;
    i->text = text;
    TAILQ_INSERT_TAIL(&items, i, link);
    return i;
}

void item_drop(struct item *i)
{
    TAILQ_REMOVE(&items, i, link);
    item_free(i);
}

void items_trim(void)
{
    struct item *i;

    while ((i = TAILQ_FIRST(&items)) != NULL) {
        TAILQ_REMOVE(&items, i, link);
        item_free(i);
    }
}
