// Each turn of a long loop makes another item: one that fails has nothing to do with those in the list.
#include <ctype.h>
#include <stdlib.h>
#include <sys/queue.h>

struct item {
    TAILQ_ENTRY(item) link;
    int value;
};

struct object {
    TAILQ_HEAD(, item) items;
};

static int parse_item(const char *text, struct item *item)
{
    if (*text < '0')
        return -1;
    item->value = *text - '0';
    return 0;
}

int parse_items(const char *text, struct object *object)
{
    struct item *item;

    while (isspace(*text))
        text++;
    for (;;) {
        item = malloc(sizeof *item);
        if (item == NULL)
            return -1;
        if (parse_item(text, item) < 0) {
            free(item);
            return -1;
        }
        TAILQ_INSERT_TAIL(&object->items, item, link);
        while (isspace(*text))
            text++;
        if (*text == ',')
            text++;
        else if (*text == '}')
            break;
        else
            return -2;
    }
    return 0;
}
