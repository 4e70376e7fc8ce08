// Places: fields through pointers, elements, addresses, container_of, arrays in records, pointer arithmetic.
#include <linux/list.h>
#include <stdlib.h>

struct item {
    int ids[4];
    struct {
        int x, y;
    } at;
    struct list_head node;
};

struct item *item_new(struct list_head *head, int id)
{
    struct item *it = calloc(1, sizeof *it);
    int *p;

    if (!it)
        return NULL;
    it->ids[0] = id;
    p = it->ids + 1;
    *p++ = id;
    p[1] = it->at.x;
    list_add(&it->node, head);
    return list_first_entry(head, struct item, node);
}
