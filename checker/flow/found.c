/* found.c: objects that come out of a container: looked up there, or met on a walk. As long as nobody takes them out, they are
 * in.
 *
 *     c = g_hash_table_lookup(conns, key);              found in conns
 *     LIST_FOREACH(c, &server->conns, link)             c is server->conns.lh_first, then c->link.le_next
 *
 * What a walk meets tells by its name where it was read. What a look-up gives is a fresh cell; which container gave it is
 * remembered beside. */
#include "flow/engine.h"

enum { STEPS_FROM_ENTRY = 4 }; /* it->second, cell->data */

void flow_find(struct flow *flow, struct value value, const struct region *container)
{
    if (value.kind == VALUE_INIT && value.region->kind == REGION_FRESH && container != NULL)
        g_hash_table_insert(flow->found, (gpointer)value.region, (gpointer)container);
}

static bool is_place(const struct region *region)
{
    return region->kind == REGION_FIELD || region->kind == REGION_STATIC || region->kind == REGION_ELEMENT;
}

/* The pointer that led to the object. */
static const struct region *pointer_to(const struct region *element)
{
    const struct region *node = element != NULL && element->kind == REGION_OUTER ? element->parent : element;
    return node != NULL && node->kind == REGION_DEREF ? node->parent : NULL;
}

const struct region *flow_read_from(const struct region *element)
{
    const struct region *place = pointer_to(element);
    return place != NULL && is_place(place) ? place : NULL;
}

const struct region *flow_looked_up_in(const struct flow *flow, const struct region *element)
{
    const struct region *place = pointer_to(element);
    bool is_near = place != NULL && place->root->kind == REGION_FRESH && place->depth <= STEPS_FROM_ENTRY;
    return is_near ? g_hash_table_lookup(flow->found, place->root) : NULL;
}

const struct region *flow_found_in(const struct flow *flow, const struct region *element)
{
    const struct region *container = flow_looked_up_in(flow, element);
    return container != NULL ? container : flow_read_from(element);
}

const struct region *flow_found_in_common(const struct region *a, const struct region *b)
{
    while (a != NULL && b != NULL && a != b) {
        const struct region **deeper = a->depth >= b->depth ? &a : &b;
        *deeper = (*deeper)->parent;
    }
    return a == b && a != NULL && is_place(a) ? a : NULL;
}
