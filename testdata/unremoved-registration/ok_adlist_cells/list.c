// A list of cells: the adder allocates a cell for the value, the remover unlinks and frees the cell.
#include "list.h"
#include <stdlib.h>

list *list_create(void)
{
    return calloc(1, sizeof(list));
}

int list_add_tail(list *l, void *value)
{
    cell *c = malloc(sizeof *c);

    if (!c)
        return -1;
    c->value = value;
    c->next = NULL;
    c->prev = l->tail;
    if (l->tail)
        l->tail->next = c;
    else
        l->head = c;
    l->tail = c;
    l->len++;
    return 0;
}

cell *list_search(list *l, void *value)
{
    for (cell *c = l->head; c; c = c->next)
        if (c->value == value)
            return c;
    return NULL;
}

void list_del_cell(list *l, cell *c)
{
    if (c->prev)
        c->prev->next = c->next;
    else
        l->head = c->next;
    if (c->next)
        c->next->prev = c->prev;
    else
        l->tail = c->prev;
    free(c);
    l->len--;
}
