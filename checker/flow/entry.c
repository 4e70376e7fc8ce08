/* entry.c: what an entry of a container refers to.
 *
 *     g_conns.push_back(c);                 the object itself
 *     g_names.insert(name);                 a copy, which refers to nothing
 *     g_table.push_back({id, c});           a copy of a record, which refers to c
 *     g_jobs.push_back([c] { run(c); });    a closure, which refers to what it captured
 *
 * Not seen: what a constructor called by emplace() makes of its arguments. */
#include "flow/engine.h"

/* --- copies ---------------------------------------------------------------------------------------------------------------- */

static bool is_text(const struct type *type)
{
    static const char *const texts[] = {"std::basic_string", "QString", "QByteArray", "Glib::ustring", "wxString", "CString", NULL};
    return type->kind == TYPE_RECORD && type->name != NULL && g_strv_contains(texts, type->name);
}

/* Numbers and texts refer to nothing. */
static bool is_plain_value(const struct type *type)
{
    return type->kind == TYPE_INTEGER || type->kind == TYPE_BOOL || type->kind == TYPE_FLOAT || is_text(type);
}

static bool is_same_object_type(const struct type *a, const struct type *b)
{
    return a->kind == TYPE_RECORD && b->kind == TYPE_RECORD && g_strcmp0(a->record, b->record) == 0;
}

/* The type of a container's entries: T of vector<T>, V of map<K, V>. NULL: unknown. */
static const struct type *entry_type(const struct flow *flow, const struct type *container)
{
    const struct type_model *model = models_find_type(flow->context->models, container);
    const struct type *entry = NULL;
    for (uint32_t i = 0; model != NULL && i < container->arg_count && i < 32; i++)
        if (model->held & (1u << i))
            entry = container->args[i];
    return entry != NULL && entry->kind != TYPE_UNKNOWN ? entry : NULL;
}

uint32_t flow_owning_flags(const struct flow *flow, const struct type *type)
{
    while (type != NULL && (type->kind == TYPE_REFERENCE || type->kind == TYPE_POINTER))
        type = type->target;
    if (type == NULL || type->kind != TYPE_RECORD)
        return 0;
    enum ownership ownership = models_ownership(flow->context->models, type);
    if (ownership == OWNERSHIP_SHARED || ownership == OWNERSHIP_UNIQUE)
        return EFFECT_OWNS;
    if (ownership == OWNERSHIP_WEAK)
        return EFFECT_WEAK;
    uint32_t flags = 0; /* pair<int, shared_ptr<T>> */
    for (uint32_t i = 0; ownership == OWNERSHIP_CONTAINER && i < type->arg_count; i++)
        if (type->args[i] != NULL && type->args[i]->kind == TYPE_RECORD)
            flags |= flow_owning_flags(flow, type->args[i]);
    return flags;
}

uint32_t flow_entry_flags(const struct flow *flow, const struct arguments *args, const struct operand *operand)
{
    const struct type *entry = entry_type(flow, args->call->receiver_type);
    return flow_owning_flags(flow, entry != NULL ? entry : operand != NULL ? operand->type : NULL);
}

bool flow_holds_raw(const struct flow *flow, const struct type *container)
{
    const struct type *entry = entry_type(flow, container);
    return entry != NULL && entry->kind == TYPE_POINTER;
}

/* emplace(a, b): the entry is a record that is made of the arguments. */
static bool is_put_together(const struct flow *flow, const struct arguments *args, const struct effect *effect)
{
    const struct type *entry = entry_type(flow, args->call->receiver_type);
    return effect->element.kind == SLOT_ARGS_FROM && entry != NULL && entry->kind == TYPE_RECORD &&
           !flow_is_pointer_like(flow, entry);
}

static const struct type *pointed_at(const struct type *type)
{
    while (type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE))
        type = type->target;
    return type;
}

static bool is_of_type(const struct type *given, const struct type *entry)
{
    given = pointed_at(given);
    return given != NULL && entry != NULL && is_same_object_type(entry, given);
}

static bool is_closure(const struct flow *flow, const struct type *given)
{
    bool is_reference = given != NULL && (given->kind == TYPE_POINTER || given->kind == TYPE_REFERENCE);
    return models_ownership(flow->context->models, is_reference ? given->target : given) == OWNERSHIP_CLOSURE;
}

/* push_back(*c) into a vector of C, emplace(key, text) into a map of strings: the entry is a copy, whatever the operand points
 * to. Needed where the operand does not tell: `*c` by reference and `c` by value look the same. */
bool flow_keeps_copy(const struct flow *flow, const struct arguments *args, const struct effect *effect,
                     const struct operand *operand)
{
    const struct type *entry = entry_type(flow, args->call->receiver_type), *given = operand != NULL ? operand->type : NULL;
    if (is_closure(flow, given))
        return true;
    if (entry == NULL)
        return pointed_at(given) != NULL && is_text(pointed_at(given)); /* QStringList */
    if (flow_is_pointer_like(flow, entry))
        return false;
    return is_of_type(given, entry) || is_plain_value(entry) || is_put_together(flow, args, effect);
}

/* --- what copies refer to ----------------------------------------------------------------------------------------------------
 */

/* A field of the very record that `link` is in; what was freed into a pool has fields of its former self. */
static bool is_field_beside(const struct region *node, const char *link, const struct region *field)
{
    while (field->parent != node)
        field = field->parent;
    size_t length = field->record != NULL ? strlen(field->record) : 0;
    return length > 0 && strncmp(link, field->record, length) == 0 && link[length] == '.';
}

/* Everything known to lie below `record` that points to an object; `entry` says where it goes. */
void flow_register_below(struct flow *flow, struct state *state, const struct region *record, const struct fact *entry)
{
    uint32_t count = state->cell_count;
    struct cell *cells = arena_copy(flow->scratch, state->cells, sizeof *cells * count);
    for (uint32_t i = 0; i < count; i++) {
        const struct region *region = cells[i].region;
        bool is_part = region != record && region_contains(record, region) &&
                       (region->kind == REGION_ELEMENT ||
                        (region->kind == REGION_FIELD && registry_holds_objects(flow->context, region->record, region->name)));
        if (is_part && entry->cell != NULL && entry->link != NULL)
            is_part = is_field_beside(record, entry->link, region);
        const char *link;
        const struct region *element = is_part ? flow_element(flow, cells[i].value, &link) : NULL;
        if (element == NULL || element->root->kind == REGION_STATIC || element == entry->cell)
            continue;
        struct fact fact = *entry;
        fact.trace = NULL, fact.link = NULL, fact.element_name = NULL;
        fact.record = registry_pointee(flow->context, region->record, region->name);
        fact.element = element;
        flow_register(flow, state, fact);
    }
}

/* make_pair(id, c): the parts that point to objects are remembered below `whole`, numbered as the arguments. */
void flow_keep_parts(struct flow *flow, struct state *state, const struct region *whole, const struct arguments *args,
                     uint32_t first)
{
    for (uint32_t i = first; whole != NULL && i < args->count; i++) {
        const struct region *part = flow_referred(flow, state, args, &args->operands[i]);
        const struct type *type = part != NULL ? flow_referred_type(&args->operands[i]) : NULL;
        if (type == NULL)
            continue;
        if (args->count == 1 && type->kind == TYPE_RECORD && !flow_is_pointer_like(flow, type))
            state_copy_below(state, whole, part); /* one pair made of another */
        else if (type->kind != TYPE_REFERENCE && flow_is_pointer_like(flow, type))
            state_store(state, region_element(flow->context->regions, whole, i), state_load(state, part));
    }
}

/* What a copied entry refers to is registered with it. */
void flow_register_copied(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect,
                          const struct operand *operand, struct fact entry)
{
    const struct region *record = operand != NULL ? flow_referred(flow, state, args, operand) : NULL;
    bool is_whole = operand != NULL && is_of_type(operand->type, entry_type(flow, args->call->receiver_type));
    if (!is_whole && is_put_together(flow, args, effect)) {
        record = flow_fresh(flow, state).region;
        flow_keep_parts(flow, state, record, args, effect->element.index);
    }
    entry.flags &= ~(uint32_t)EFFECT_COPIES;
    if (record != NULL)
        flow_register_below(flow, state, record, &entry);
}

/* --- closures ----------------------------------------------------------------------------------------------------------------
 */

void flow_register_captures(struct flow *flow, struct state *state, struct value closure, struct fact fact)
{
    for (uint32_t i = 0; i < closure.closure->capture_count; i++) {
        const struct capture *capture = &closure.closure->captures[i];
        struct value captured = state_load(state, region_element(flow->context->regions, closure.region, i));
        struct fact one = fact;
        one.element = flow_element(flow, captured, &one.link);
        one.element_name = capture->name;
        one.flags |= flow_owning_flags(flow, capture->type);
        bool is_weak = (one.flags & EFFECT_WEAK) != 0;
        if (one.element != NULL && one.element->depth + (one.element->kind == REGION_LOCAL) > 0 && !is_weak)
            flow_register(flow, state, one);
    }
}
