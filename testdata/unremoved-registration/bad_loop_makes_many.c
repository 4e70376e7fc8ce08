// Each turn of a long loop makes another item and lists it before it is known to be one.
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
        TAILQ_INSERT_TAIL(&object->items, item, link); // expect: unremoved-registration[ended] "items"
        if (parse_item(text, item) < 0) {
            free(item);
            return -1;
        }
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
