/* region_order.c: an order of regions that does not depend on what was analysed before, or by whom: the summary of a function,
 * and what is found in it, must be the same whenever its turn comes. A number of 64 bits tells almost all apart. */
#include "flow/region.h"

static uint64_t text_order(const char *text)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; text != NULL && *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static uint64_t value_order(struct value value)
{
    uint64_t order = region_mix(value.kind, value.region != NULL ? value.region->order : 0);
    switch (value.kind) {
    case VALUE_UNKNOWN:
    case VALUE_ADDRESS:
    case VALUE_INIT:
        return order;
    case VALUE_INT:
        return region_mix(order, (uint64_t)value.number);
    case VALUE_FUNCTION:
    case VALUE_STRING:
        return region_mix(order, text_order(value.text));
    case VALUE_CLOSURE:
        return region_mix(order, text_order(value.closure->function));
    }
    return order;
}

enum { ORDER_ROOT = 52, ORDER_INDEX = 20, ORDER_DEPTH = 60 }; /* where in the 64 bits */

uint64_t region_order(const struct region *r)
{
    if (r->parent != NULL) {
        uint64_t hash = region_mix(region_mix(r->parent->order, (uint64_t)r->kind << 32 | r->index), text_order(r->name));
        return (uint64_t)(r->parent->depth + 1) << ORDER_DEPTH | region_mix(hash, text_order(r->record)) >> (64 - ORDER_DEPTH);
    }
    uint64_t root = (uint64_t)r->kind << ORDER_ROOT;
    if (r->operation != NULL)
        return root | region_mix(region_mix(value_order(r->operation->left), r->operation->operator),
                                 value_order(r->operation->right)) >>
                          (64 - ORDER_ROOT);
    return root | (uint64_t)r->index << ORDER_INDEX | text_order(r->name) >> (64 - ORDER_INDEX);
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_values(struct value a, struct value b)
{
    int kinds = compare_numbers(a.kind, b.kind), regions = kinds == 0 ? region_compare(a.region, b.region) : kinds;
    if (regions != 0 || a.number == b.number)
        return regions;
    if (a.kind == VALUE_FUNCTION || a.kind == VALUE_STRING)
        return strcmp(a.text, b.text);
    return a.kind == VALUE_CLOSURE ? strcmp(a.closure->function, b.closure->function)
                                   : compare_numbers((uint64_t)a.number, (uint64_t)b.number);
}

/* Different names with one hash. */
static int compare_spelling(const struct region *a, const struct region *b)
{
    int shapes = compare_numbers((uint64_t)a->kind << 32 | a->index, (uint64_t)b->kind << 32 | b->index);
    shapes = shapes == 0 ? g_strcmp0(a->name, b->name) : shapes;
    shapes = shapes == 0 ? g_strcmp0(a->record, b->record) : shapes;
    shapes = shapes == 0 ? region_compare(a->parent, b->parent) : shapes;
    if (shapes != 0 || a->operation == NULL || b->operation == NULL)
        return shapes;
    shapes = compare_numbers(a->operation->operator, b->operation->operator);
    shapes = shapes == 0 ? compare_values(a->operation->left, b->operation->left) : shapes;
    return shapes == 0 ? compare_values(a->operation->right, b->operation->right) : shapes;
}

int region_compare(const struct region *a, const struct region *b)
{
    if (a == b)
        return 0;
    if (a == NULL || b == NULL)
        return a == NULL ? -1 : 1;
    return a->order != b->order ? compare_numbers(a->order, b->order) : compare_spelling(a, b);
}
