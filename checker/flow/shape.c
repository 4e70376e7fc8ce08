/* shape.c: containers made by hand, recognised by the shape of their stores.
 *
 *     tab[n++] = c;                        registered in tab
 *     tab[i] = tab[--n];  tab[i] = NULL;   some entry of tab removed
 *     c->next = head; head = c;            registered in head (the new head keeps the old one)
 *     list->tail->next = c;                registered in *list
 *     q->prev->next = q  (q->prev, q->next set before)   registered in the ring
 *     *pp = c->next;  c->prev->next = c->next;  head = head->next;   c removed
 *
 * Not seen: lists linked by index or offset, and nodes that are linked before they are filled in. */
#include "flow/engine.h"

static bool is_own(const struct region *region)
{
    enum region_kind root = region->root->kind;
    return (root == REGION_LOCAL || root == REGION_TEMP) && region_object(region)->kind != REGION_DEREF;
}

static const struct type *pointed(const struct type *type)
{
    if (type == NULL || (type->kind != TYPE_POINTER && type->kind != TYPE_REFERENCE))
        return NULL;
    return type->target;
}

static bool points_to_record(const struct type *type)
{
    const struct type *target = pointed(type);
    return target != NULL && target->kind == TYPE_RECORD;
}

static bool is_smart(const struct flow *flow, const struct type *type)
{
    enum ownership ownership =
        type != NULL && type->kind == TYPE_RECORD ? models_ownership(flow->context->models, type) : OWNERSHIP_VALUE;
    return ownership == OWNERSHIP_SHARED || ownership == OWNERSHIP_UNIQUE;
}

/* Id of the record that a pointer, raw or smart, points to. */
static const char *record_behind(const struct type *type)
{
    const struct type *target = type->kind == TYPE_RECORD ? (type->arg_count > 0 ? type->args[0] : NULL) : pointed(type);
    return target != NULL ? target->record : NULL;
}

static struct fact fact_at(struct flow *flow, const struct instr *instr, enum effect_kind kind, const char *via)
{
    (void)flow;
    return (struct fact){.kind = kind, .site = instr->loc, .via = via, .is_handmade = true};
}

static const char *source_name(struct flow *flow, const struct instr *instr, const struct region *element)
{
    return flow_operand_name(flow, instr->arg_count > 0 ? &instr->args[0] : NULL, element);
}

static void register_at(struct flow *flow, struct state *state, const struct instr *instr, const struct region *where,
                        struct value value, const char *link, const char *via)
{
    struct fact fact = fact_at(flow, instr, EFFECT_REGISTER, via);
    const char *inner;
    fact.registry = registry_of(flow->context, where);
    fact.element = flow_element(flow, value, &inner);
    fact.link = inner != NULL ? inner : link;
    fact.element_name = source_name(flow, instr, fact.element);
    fact.record = instr->dst->type->target->record;
    if (fact.element == NULL || region_object(fact.registry) == fact.element)
        return;
    flow_register(flow, state, fact);
}

/* What stands in the brackets: of an array's element, or of a map's slot that was looked up before. */
static struct value key_of(struct flow *flow, struct state *state, const struct instr *instr, const struct region *element)
{
    const struct place *place = instr->dst;
    const struct selector *last = place->step_count > 0 ? &place->steps[place->step_count - 1] : NULL;
    if (last != NULL && last->kind == SELECT_ELEMENT && last->key != NULL)
        return flow_value(flow, state, last->key);
    return state_load(state, flow_slot_key(flow, element));
}

static void remove_from(struct flow *flow, struct state *state, const struct instr *instr, const struct region *where,
                        const struct region *element, const char *link)
{
    struct fact fact = fact_at(flow, instr, EFFECT_REMOVE, "unlinking");
    fact.registry = where != NULL ? registry_of(flow->context, where) : NULL;
    if (element != NULL && fact.registry != NULL && region_contains(element, fact.registry))
        fact.registry = NULL; /* the node's own links: whose list it is cannot be seen from here */
    fact.element = element;
    fact.link = link;
    if (where != NULL && where->kind == REGION_ELEMENT)
        fact.key = key_of(flow, state, instr, where);
    flow_remove(flow, state, fact);
}

/* --- arrays --------------------------------------------------------------------------------------------------------------- */

static const struct region *array_of(const struct region *region)
{
    while (region != NULL && region->kind == REGION_ELEMENT)
        region = region->parent;
    return region;
}

static bool comes_from(const struct region *array, struct value value)
{
    return value.kind == VALUE_INIT && value.region->kind == REGION_ELEMENT && array_of(value.region) == array;
}

/* tab[n++] = c: n, even when it went through a temporary first. */
static const struct region *counter_of(struct flow *flow, struct state *state, const struct operand *key)
{
    const struct region *place = flow_region(flow, state, key->place);
    if (place != NULL && !is_own(place))
        return place;
    struct value value = state_load(state, place);
    return value.kind == VALUE_INIT && !is_own(value.region) && value.region->kind != REGION_FRESH &&
                   value.region->operation == NULL
               ? value.region
               : NULL;
}

/* ring[n % SIZE] */
static bool is_wrapped_key(struct flow *flow, struct state *state, const struct place *place)
{
    const struct selector *last = &place->steps[place->step_count - 1];
    return last->kind == SELECT_ELEMENT && value_is_wrapped(flow_value(flow, state, last->key));
}

static void store_element(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region,
                          struct value value)
{
    const struct region *array = array_of(region);
    if (is_own(array) || array->kind == REGION_FRESH)
        return;
    const struct operand *source = instr->arg_count > 0 ? &instr->args[0] : NULL;
    bool is_moved = source != NULL && source->kind == OPERAND_PLACE && array_of(flow_region(flow, state, source->place)) == array;
    if ((value.kind == VALUE_INT && value.number == 0) || is_moved || comes_from(array, value)) {
        remove_from(flow, state, instr, region, NULL, NULL);
        return;
    }
    if (!points_to_record(instr->dst->type) && !is_smart(flow, instr->dst->type))
        return;
    struct fact fact = fact_at(flow, instr, EFFECT_REGISTER, "[] =");
    fact.registry = registry_of(flow->context, array);
    fact.element = flow_element(flow, value, &fact.link);
    fact.element_name = source_name(flow, instr, fact.element);
    fact.record = record_behind(instr->dst->type);
    fact.key = key_of(flow, state, instr, region);
    fact.flags = region->index != ELEMENT_ANY || is_wrapped_key(flow, state, instr->dst) ? EFFECT_REPLACES : 0;
    fact.flags |= flow_owning_flags(flow, instr->dst->type);
    const struct place *place = instr->dst;
    const struct selector *last = &place->steps[place->step_count - 1];
    fact.is_handmade = last->kind == SELECT_ELEMENT || !state_is_written(state, flow_slot_key(flow, region));
    if (last->kind == SELECT_ELEMENT && last->key->kind == OPERAND_PLACE)
        fact.counter = counter_of(flow, state, last->key);
    if (fact.element != NULL && fact.element->root->kind != REGION_STATIC)
        flow_register(flow, state, fact);
}

/* n--, count -= 1: the array it counts has one entry less. */
void flow_shape_count(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region)
{
    if (is_own(region))
        return;
    bool is_by_one = instr->args[1].kind == OPERAND_INT && instr->args[1].number == 1;
    if (region->kind == REGION_FIELD && is_by_one)
        g_ptr_array_add(flow->counted, (gpointer)region_object(region));
    const char *key = registry_key(flow->context, region);
    struct fact fact = fact_at(flow, instr, EFFECT_REMOVE, is_by_one ? "counting down" : "taking off");
    fact.counter = region;
    flow_remove(flow, state, fact);
    flow->context->note(flow->context->program, flow->function, &fact, key);
}

void flow_shape_wrap(struct flow *flow, const struct instr *instr, const struct region *region)
{
    const char *key = region != NULL && !is_own(region) ? registry_key(flow->context, region) : NULL;
    struct fact fact = fact_at(flow, instr, EFFECT_REMOVE, "wrapping around");
    fact.counter = region, fact.flags = EFFECT_BOUNDED;
    if (key != NULL)
        flow->context->note(flow->context->program, flow->function, &fact, key);
}

/* --- linked lists ----------------------------------------------------------------------------------------------------------- */

/* The node's field that holds what `region` held before: c->next when head is about to become c. */
static const char *link_keeping(struct flow *flow, const struct state *state, const struct region *node, struct value old)
{
    for (uint32_t i = 0; i < state->cell_count; i++) {
        const struct cell *cell = &state->cells[i];
        if (cell->region->kind != REGION_FIELD || !region_contains(node, cell->region) || cell->region == node)
            continue;
        if (value_equal(cell->value, old) && (old.kind == VALUE_INIT || old.kind == VALUE_ADDRESS))
            return flow_link(flow, cell->region->record, cell->region->name);
    }
    return NULL;
}

/* x.f = D->g: D is unlinked if x.f pointed at D, or x was reached through D. */
static bool unlinks(struct flow *flow, struct state *state, const struct region *region, struct value value,
                    const struct region **element, const char **link)
{
    if (value.kind != VALUE_INIT || value.region->kind != REGION_FIELD)
        return false;
    const struct region *node = region_object(value.region); /* D, or the record D is embedded in */
    if (node == NULL || value.region == region || region_contains(node, region))
        return false;
    const struct region *owner = value.region->parent;
    struct value old = state_load(state, region);
    const struct region *before = value_pointee(flow->context->regions, old);
    bool pointed_at = before != NULL && (before == owner || before == node);
    const struct region *object = region_object(region);
    bool reached_through = object != NULL && object->kind == REGION_DEREF && object->parent->kind == REGION_FIELD &&
                           object->parent->parent == owner && object->parent != value.region;
    bool is_outside = region->kind == REGION_FIELD && !registry_is_link(flow->context, region->record, region->name);
    bool is_start = region->kind == REGION_STATIC || is_outside || registry_is_head(flow->context, region);
    bool is_pop = is_start && registry_is_link(flow->context, value.region->record, value.region->name);
    if (!pointed_at && !reached_through && !is_pop)
        return false;
    *element = flow_element(flow, value_address(owner), link);
    if (*link == NULL)
        *link = flow_link(flow, value.region->record, value.region->name);
    return true;
}

/* The node also points back at the object it is hung into: q->next = h; h->prev = q. */
static bool points_back(const struct state *state, struct regions *regions, const struct region *node,
                        const struct region *holder)
{
    for (uint32_t i = 0; i < state->cell_count; i++)
        if (state->cells[i].region != node && region_contains(node, state->cells[i].region) &&
            value_pointee(regions, state->cells[i].value) == holder)
            return true;
    return false;
}

static bool has_path(const struct region *holder)
{
    for (const struct region *r = holder; r->parent != NULL; r = r->parent)
        if (r->kind == REGION_FIELD || r->parent->kind == REGION_STATIC)
            return true;
    return false;
}

/* tail->next = c, head->prev = q, *tailp = c */
static void store_link(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region,
                       struct value value)
{
    const struct region *node = value_pointee(flow->context->regions, value);
    if (node == NULL || node->root->kind == REGION_STATIC)
        return;
    if (region->kind == REGION_DEREF) { /* *list->tailp = c; but not an out-parameter */
        if (region->parent->kind == REGION_FIELD && !is_own(region->parent))
            register_at(flow, state, instr, region->parent, value, NULL, "hand-made list");
        return;
    }
    if (region->kind != REGION_FIELD || !registry_is_link(flow->context, region->record, region->name))
        return;
    const struct region *holder = region->parent;
    if (holder == node || region_contains(region_object(node), region) || is_own(region))
        return;
    bool is_ring = points_back(state, flow->context->regions, node, holder);
    if (is_ring || (has_path(holder) && holder->kind == REGION_DEREF))
        register_at(flow, state, instr, region, value, flow_link(flow, region->record, region->name), "hand-made list");
}

/* Not a member already: an input of the function, or made by it. */
static bool is_newcomer(struct value value)
{
    return (value.kind == VALUE_INIT && value.region->depth == 0 && value.region->kind != REGION_STATIC) ||
           (value.kind == VALUE_ADDRESS && value.region->root->kind != REGION_STATIC);
}

/* head = saved: the list is again what it was before we put something in. */
static bool restores(struct flow *flow, struct state *state, const struct region *region, struct value value)
{
    return value.kind == VALUE_INIT && value.region == region && state_is_written(state, region) &&
           (region->kind == REGION_STATIC || registry_is_head(flow->context, region));
}

/* The list was empty, or the node's links are set: not just a pointer to an object, which happens to be called `first`. */
static bool is_listed(struct flow *flow, const struct state *state, const struct region *node, struct value old)
{
    bool is_listed = old.kind != VALUE_UNKNOWN && (state_signs(state, old) & SIGN_NONZERO) == 0;
    for (uint32_t i = 0; i < state->cell_count && !is_listed; i++) {
        const struct region *field = state->cells[i].region;
        is_listed = field->kind == REGION_FIELD && region_contains(node, field) &&
                    registry_is_link(flow->context, field->record, field->name);
    }
    return is_listed;
}

static void store_pointer(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region,
                          struct value value)
{
    if (restores(flow, state, region, value)) {
        remove_from(flow, state, instr, region, NULL, NULL);
        return;
    }
    const struct region *element;
    const char *link;
    if (unlinks(flow, state, region, value, &element, &link)) {
        bool is_root = region->kind == REGION_STATIC || region->kind == REGION_FIELD;
        remove_from(flow, state, instr, is_root ? region : NULL, element, link);
        return;
    }
    const struct region *node = value_pointee(flow->context->regions, value);
    struct value old = state_load(state, region);
    const char *keeping = node != NULL && !is_own(region) ? link_keeping(flow, state, region_object(node), old) : NULL;
    if (keeping != NULL && node->root->kind != REGION_STATIC)
        register_at(flow, state, instr, region, value, keeping, "hand-made list");
    else if (node != NULL && is_newcomer(value) && registry_is_head(flow->context, region) &&
             is_listed(flow, state, region_object(node), old))
        register_at(flow, state, instr, region, value, flow_link(flow, region->record, region->name), "hand-made list");
    else
        store_link(flow, state, instr, region, value);
}

void flow_shape_store(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region,
                      struct value value)
{
    const struct type *type = instr->dst->type;
    bool is_variable = region->kind == REGION_LOCAL || region->kind == REGION_TEMP || region->kind == REGION_PARAM;
    if (is_variable || instr->op == OP_END || is_own(region))
        return;
    bool is_pointer = type != NULL && type->kind == TYPE_POINTER;
    if (!is_pointer && !(is_smart(flow, type) && region->kind == REGION_ELEMENT))
        return;
    if (region->kind == REGION_ELEMENT) {
        store_element(flow, state, instr, region, value);
        return;
    }
    if (value.kind == VALUE_INT && value.number == 0) {
        bool is_link = region->kind == REGION_FIELD && registry_is_link(flow->context, region->record, region->name);
        bool is_end = registry_beginning(flow->context, region) != NULL; /* for the list has been emptied */
        if (!is_link && !is_end && (region->kind == REGION_STATIC || region->kind == REGION_FIELD)) {
            struct fact fact = fact_at(flow, instr, EFFECT_CLEAR, "= NULL");
            fact.registry = registry_of(flow->context, region);
            flow_remove(flow, state, fact);
        }
        return;
    }
    if (points_to_record(type))
        store_pointer(flow, state, instr, region, value);
}
