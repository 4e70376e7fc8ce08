/* A list of cells, each holding a value. */
#ifndef LIST_H
#define LIST_H

typedef struct cell {
    struct cell *prev, *next;
    void *value;
} cell;

typedef struct list {
    cell *head, *tail;
    unsigned long len;
} list;

list *list_create(void);
int list_add_tail(list *l, void *value);
cell *list_search(list *l, void *value);
void list_del_cell(list *l, cell *c);

#endif
