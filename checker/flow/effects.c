/* effects.c: registrations, removals and ends, as they happen in one state. */
#include "flow/engine.h"

enum { MAY_KEPT = 96, DEEP_KEPT = 32, CALLS_FOLLOWED = 2, CELL_FIELDS = 8 };

/* "record.field" of the outermost field on the way to the region. */
static const char *link_of(struct flow *flow, const struct region *region)
{
    const char *link = REGION_SEEN(region->link);
    if (link == NULL) {
        const char *path = NULL, *record = NULL;
        for (const struct region *r = region; r->kind == REGION_FIELD; r = r->parent) {
            path = path == NULL ? r->name : intern_printf(flow->context->strings, "%s.%s", r->name, path);
            record = r->record;
        }
        link = flow_link(flow, record, path);
        REGION_REMEMBER(((struct region *)region)->link, link);
    }
    return link;
}

const struct region *flow_element(struct flow *flow, struct value value, const char **link)
{
    const struct region *region = value_pointee(flow->context->regions, value);
    *link = region != NULL && region->kind == REGION_FIELD ? link_of(flow, region) : NULL;
    while (region != NULL && region->kind == REGION_FIELD)
        region = region->parent;
    return region;
}

const char *flow_link(struct flow *flow, const char *record, const char *field)
{
    return record != NULL ? intern_printf(flow->context->strings, "%s.%s", record, field) : field;
}

const char *flow_region_name(struct flow *flow, const struct region *region)
{
    if (region == NULL)
        return NULL;
    while (region->kind == REGION_DEREF)
        region = region->parent;
    if (region->root->kind == REGION_FRESH || region->root->kind == REGION_TEMP)
        return NULL;
    GString *text = g_string_new(NULL);
    region_print(text, flow->function, region);
    const char *name = intern(flow->context->strings, text->str);
    g_string_free(text, TRUE);
    return name;
}

static const char *variable_name(const struct function *function, const struct place *place)
{
    if (place->root == ROOT_LOCAL && place->index < function->local_count)
        return function->locals[place->index].name;
    if (place->root == ROOT_PARAM && place->index < function->param_count)
        return function->params[place->index].name;
    return NULL;
}

/* "c" in &c->hook.link */
static const char *holder_name(const struct function *function, const struct operand *operand)
{
    const struct place *place = operand != NULL && operand->kind == OPERAND_ADDRESS ? operand->place : NULL;
    if (place == NULL || place->step_count < 2 || place->steps[0].kind != SELECT_DEREF)
        return NULL;
    for (uint32_t i = 1; i < place->step_count; i++)
        if (place->steps[i].kind != SELECT_FIELD)
            return NULL;
    return variable_name(function, place);
}

const char *flow_operand_name(struct flow *flow, const struct operand *operand, const struct region *element)
{
    const struct function *function = flow->function;
    if (operand != NULL && operand->place != NULL && operand->place->step_count == 0) {
        const char *name = variable_name(function, operand->place);
        if (name != NULL)
            return name;
    }
    const char *holder = holder_name(function, operand);
    if (holder != NULL)
        return holder;
    if (element != NULL && element->root->kind == REGION_THIS && element->depth == 1)
        return "this";
    return flow_region_name(flow, element);
}

/* --- matching ------------------------------------------------------------------------------------------------------------- */

/* Not one of the many in an array. */
static bool is_one(const struct region *region)
{
    while (region->kind == REGION_FIELD)
        region = region->parent;
    return region->kind != REGION_ELEMENT;
}

static bool same_registry(const struct flow *flow, const struct region *a, const struct region *b)
{
    if (a == NULL || b == NULL)
        return false;
    if (a == b)
        return true;
    if (region_object(a) == region_object(b) && is_one(a) && is_one(b)) /* msgs->in.list, msgs->out.list */
        return false;
    const char *key_a = registry_key(flow->context, a), *key_b = registry_key(flow->context, b);
    return key_a != NULL && key_a == key_b;
}

/* Two objects made by different allocations, or a local and something else. */
static bool surely_differ(const struct region *a, const struct region *b)
{
    if (a == b)
        return false;
    bool own_a = a->kind == REGION_LOCAL || (a->kind == REGION_DEREF && a->parent->kind == REGION_FRESH);
    bool own_b = b->kind == REGION_LOCAL || (b->kind == REGION_DEREF && b->parent->kind == REGION_FRESH);
    return own_a && own_b;
}

/* "conn.hook.link": ".hook.link". A record's id may hold dots in its path, before the last '@'. */
static const char *fields_of(const char *link)
{
    const char *name = strrchr(link, '@');
    const char *dot = strchr(name != NULL ? name : link, '.');
    return dot != NULL ? dot : link;
}

bool flow_same_link(const char *a, const char *b)
{
    if (a == b)
        return true;
    const char *fields_a = fields_of(a), *fields_b = fields_of(b);
    bool same_record = fields_a - a == fields_b - b && strncmp(a, b, (size_t)(fields_a - a)) == 0;
    return same_record ? strcmp(fields_a, fields_b) == 0
                       : g_str_has_suffix(fields_a, fields_b) || g_str_has_suffix(fields_b, fields_a);
}

/* c->hook, and hook.link: c->hook.link. */
const char *flow_link_below(struct flow *flow, const char *outer, const char *inner)
{
    return intern_printf(flow->context->strings, "%s%s", outer, fields_of(inner));
}

/* node = hub->hooks.next; remove(node): some entry of hub->hooks; in a loop, all of them. */
static bool takes_some_entry(const struct fact *removal, const struct fact *registration)
{
    bool links_differ = removal->link != NULL && registration->link != NULL && !flow_same_link(removal->link, registration->link);
    return removal->kind == EFFECT_REMOVE && removal->registry == NULL && removal->element != NULL &&
           registration->registry != NULL && registration->registry != removal->element && !links_differ &&
           region_passes(removal->element, registration->registry);
}

static const struct region *whole_of(const struct region *region)
{
    while (region->kind == REGION_FIELD || region->kind == REGION_OUTER)
        region = region->parent;
    return region;
}

/* The record around a part, or the part: list_add(&impl->this.link), list_remove(&this->link). */
static bool is_same_node(const struct fact *removal, const struct fact *registration)
{
    return removal->link != NULL && registration->link != NULL && registration->element != NULL && removal->element != NULL &&
           whole_of(removal->element) == whole_of(registration->element) && flow_same_link(removal->link, registration->link);
}

/* Two nodes of one object, as the program itself names them: c->read_event and c->write_event, both in the event base. */
static bool are_other_nodes(const struct fact *a, const struct fact *b)
{
    return a->link != NULL && b->link != NULL && !a->is_handmade && !b->is_handmade && !flow_same_link(a->link, b->link);
}

/* all.remove(c), of one that is in `shown`; without a link to tell, the names do. */
static bool are_two_containers(const struct flow *flow, const struct fact *removal, const struct fact *registration)
{
    if (removal->link != NULL || registration->link != NULL || removal->is_handmade || registration->is_handmade)
        return false;
    const char *a = registry_key(flow->context, removal->registry), *b = registry_key(flow->context, registration->registry);
    const char *field_a = a != NULL ? strrchr(a, '.') : NULL, *field_b = b != NULL ? strrchr(b, '.') : NULL;
    bool is_one_field = field_a != NULL && field_b != NULL && strcmp(field_a, field_b) == 0; /* of a derived record, in C */
    return a != NULL && b != NULL && a != b && !is_one_field;
}

/* RB_REMOVE(windows, &windows, w), of a timer in w that is in the event base: containers that are variables or members themselves
 * and of different types, or a library's own. What pointers lead to may be one. */
static bool are_two_types(const struct flow *flow, const struct fact *removal, const struct fact *registration)
{
    const struct region *a = removal->registry, *b = registration->registry;
    bool has_links = removal->link != NULL && registration->link != NULL && !removal->is_handmade && !registration->is_handmade;
    if (has_links || a == NULL || b == NULL || a == b)
        return false;
    if (a->kind == REGION_HIDDEN || b->kind == REGION_HIDDEN)
        return registry_key(flow->context, a) != NULL && registry_key(flow->context, b) != NULL;
    const struct type *type_a = registry_type(flow->context, a), *type_b = registry_type(flow->context, b);
    return type_a != NULL && type_b != NULL && type_a->kind == TYPE_RECORD && type_b->kind == TYPE_RECORD &&
           g_strcmp0(type_a->record, type_b->record) != 0;
}

/* Does the removal take this registration back? */
static bool takes(const struct flow *flow, const struct fact *removal, const struct fact *registration)
{
    const struct region *element = removal->element;
    if (removal->counter != NULL)
        return removal->counter == registration->counter;
    if (element != NULL && (element == registration->element || element == registration->cell)) {
        if (removal->registry != NULL && same_registry(flow, removal->registry, registration->registry))
            return !are_other_nodes(removal, registration);
        if (are_two_containers(flow, removal, registration) || are_two_types(flow, removal, registration))
            return false;
        return removal->link == NULL || registration->link == NULL || flow_same_link(removal->link, registration->link);
    }
    if (is_same_node(removal, registration) || takes_some_entry(removal, registration))
        return true;
    if (!same_registry(flow, removal->registry, registration->registry))
        return false;
    if (removal->kind != EFFECT_REMOVE)
        return true;
    bool is_ours_by_name =
        element == NULL || registration->element == NULL || registration->cell != NULL || registration->is_given;
    return is_ours_by_name || !surely_differ(element, registration->element);
}

/* --- marks: most removals of callees have nothing to do with what is registered here, and there are many of both -------------
 */

static void mark(struct marks *marks, const void *what)
{
    uint64_t hash = region_mix((uintptr_t)what, 0);
    marks->bits[hash / 64 % MARK_WORDS] |= UINT64_C(1) << hash % 64;
}

static bool is_marked(const struct marks *marks, const void *what)
{
    uint64_t hash = region_mix((uintptr_t)what, 0);
    return (marks->bits[hash / 64 % MARK_WORDS] >> hash % 64 & 1) != 0;
}

void flow_mark_registrations(const struct flow *flow, const struct state *state, struct marks *marks)
{
    *marks = (struct marks){.bits = {0}};
    for (uint32_t i = 0; i < state->fact_count; i++) {
        const struct fact *fact = &state->facts[i];
        if (fact->kind != EFFECT_REGISTER)
            continue;
        const char *key = registry_key(flow->context, fact->registry);
        mark(marks, fact->element);
        mark(marks, fact->cell);
        mark(marks, fact->registry);
        mark(marks, fact->counter);
        if (key != NULL)
            mark(marks, key);
    }
}

static bool passes_marked(const struct marks *marks, const struct region *path)
{
    for (; path != NULL; path = path->parent)
        if (path->operation != NULL || is_marked(marks, path))
            return true;
    return false;
}

/* False: takes() says no of every registration that is marked. */
static bool may_take(const struct flow *flow, const struct marks *marks, const struct fact *removal)
{
    if (removal->counter != NULL)
        return is_marked(marks, removal->counter);
    if (removal->registry == NULL)
        return passes_marked(marks, removal->element);
    const char *key = registry_key(flow->context, removal->registry);
    return is_marked(marks, removal->registry) || (key != NULL && is_marked(marks, key)) ||
           (removal->element != NULL && is_marked(marks, removal->element));
}

bool flow_takes_any(const struct flow *flow, const struct state *state, const struct marks *marks, const struct fact *removal)
{
    if (!may_take(flow, marks, removal))
        return false;
    for (uint32_t i = 0; i < state->fact_count; i++)
        if (state->facts[i].kind == EFFECT_REGISTER && takes(flow, removal, &state->facts[i]))
            return true;
    return false;
}

static void note(struct flow *flow, const struct fact *fact)
{
    const char *key = registry_key(flow->context, fact->registry);
    flow->context->note(flow->context->program, flow->function, fact, key);
}

/* c = malloc(…): here begins the life of a connection. */
void flow_begin_life(struct flow *flow, const struct instr *instr, struct value value, const struct type *type)
{
    if (value.kind != VALUE_INIT || type == NULL || type->record == NULL)
        return;
    g_hash_table_add(flow->made, (gpointer)value.region);
    struct fact fact = {.kind = EFFECT_ALLOC, .record = type->record, .site = instr->loc};
    flow->context->note(flow->context->program, flow->function, &fact, NULL);
}

/* --- what happens ----------------------------------------------------------------------------------------------------------- */

/* Containers that live in the element, or die with this function, keep nothing alive. */
static bool can_outlive(const struct flow *flow, const struct fact *fact)
{
    const struct region *registry = fact->registry;
    if (registry == NULL)
        return fact->link != NULL;
    enum region_kind root = registry->root->kind;
    if (root == REGION_LOCAL || root == REGION_TEMP)
        return registry->root != registry && region_object(registry) != registry->root;
    if (root == REGION_PARAM && region_object(registry) == registry->root) /* the callee's own copy */
        return false;
    if (root == REGION_FRESH && registry_key(flow->context, registry) == NULL)
        return false;
    if (fact->element == NULL)
        return true;
    /* s->parent->list is not in s, although s leads to it */
    return fact->is_handmade ? !region_passes(registry, fact->element) : !region_contains(fact->element, registry);
}

static const char *container_name(struct flow *flow, const struct fact *fact)
{
    if (fact->registry_name != NULL)
        return fact->registry_name;
    const char *name = flow_region_name(flow, fact->registry);
    return name != NULL ? name : "a list";
}

static bool is_new(const struct flow *flow, const struct region *element)
{
    if (element == NULL || element->kind != REGION_DEREF)
        return false;
    bool is_constructed = (flow->function->flags & FUNCTION_CONSTRUCTOR) != 0 && element->parent->kind == REGION_THIS;
    return is_constructed || g_hash_table_contains(flow->made, element->parent);
}

/* add_listener(core_get(), &c->hook): some container that came out of a call; what undoes it is the link. */
static bool is_in_foreign(const struct fact *fact)
{
    const struct region *root = fact->registry != NULL ? fact->registry->root : NULL;
    return root != NULL && root->kind == REGION_FRESH && fact->link != NULL && fact->element != NULL &&
           fact->element->root != root;
}

/* c->core = core_get(); add_listener(c->core, …): c->core; NULL: none of the element's own pointers. */
static const struct region *way_in(const struct flow *flow, const struct state *state, const struct fact *fact)
{
    const struct region *way = NULL;
    if (fact->registry == NULL || fact->element == NULL)
        return NULL;
    for (const struct region *step = fact->registry; step != NULL && step != fact->element; step = step->parent)
        if (step->kind == REGION_DEREF)
            way = step->parent;
    if (way == NULL || region_contains(fact->element, way))
        return way;
    for (uint32_t i = 0; i < state->cell_count; i++) {
        const struct cell *cell = &state->cells[i];
        bool is_own = cell->value.kind != VALUE_INT && region_contains(fact->element, cell->region);
        if (is_own && region_passes(fact->registry, value_pointee(flow->context->regions, cell->value)))
            return cell->region;
    }
    return NULL;
}

static void note_foreign(struct flow *flow, const struct state *state, struct fact fact)
{
    fact.way = way_in(flow, state, &fact);
    fact.registry = NULL;
    fact.registry_name = "a list";
    fact.is_new = is_new(flow, fact.element);
    note(flow, &fact);
}

static void register_contents(struct flow *flow, struct state *state, const struct fact *node);

/* if (!file->closing) insert(file): the last thing that the function asked the element itself. */
static struct assumption flag_of(const struct state *state, const struct region *element)
{
    for (uint32_t i = state->assumption_count; element != NULL && i-- > 0;)
        if (region_contains(element, state->assumptions[i].region))
            return state->assumptions[i];
    return (struct assumption){.region = NULL};
}

void flow_register(struct flow *flow, struct state *state, struct fact fact)
{
    fact.kind = EFFECT_REGISTER;
    if (fact.here.line == 0)
        fact.here = fact.site;
    if (!can_outlive(flow, &fact)) {
        if (is_in_foreign(&fact))
            note_foreign(flow, state, fact);
        return;
    }
    const char *key = registry_key(flow->context, fact.registry);
    if (fact.element != NULL && fact.element->root->kind == REGION_HIDDEN)
        return;
    for (uint32_t i = 0; i < state->fact_count; i++) { /* once more, or another link of the same node: one registration */
        struct fact *old = &state->facts[i];
        if (old->kind == EFFECT_REGISTER && old->element == fact.element && old->registry == fact.registry &&
            old->cell == fact.cell && !are_other_nodes(old, &fact) &&
            (fact.element != NULL || loc_compare(&old->site, &fact.site) == 0)) {
            *old = fact;
            return;
        }
    }
    fact.registry_name = container_name(flow, &fact);
    fact.is_new = is_new(flow, fact.element);
    if (key != NULL && (!fact.is_resolved || fact.is_again || fact.is_new)) {
        bool is_embedded = fact.is_resolved && fact.is_again; /* a hook in a larger record: only here that is seen */
        fact.is_again = fact.is_resolved;
        fact.is_resolved = true;
        fact.age = 0;
        if (fact.element_name == NULL)
            fact.element_name = flow_region_name(flow, fact.element);
        struct fact noted = fact;
        noted.way = way_in(flow, state, &fact);
        noted.site = is_embedded ? fact.here : fact.site;
        note(flow, &noted);
    }
    const char *text = intern_printf(flow->context->strings, "%s%s%s is put into '%s' here", fact.element_name != NULL ? "'" : "",
                                     fact.element_name != NULL ? fact.element_name : "an object",
                                     fact.element_name != NULL ? "'" : "", fact.registry_name);
    state_step(state, TRACE_REGISTER, fact.site, flow->function->display, text);
    fact.trace = state->trace;
    fact.flag = flag_of(state, fact.element);
    state_add_fact(state, fact);
    register_contents(flow, state, &fact);
}

/* What a function does to an object many calls below is not judged by what becomes of the object here; it would only be carried
 * along in every state. Unless something is learnt of it here: that the object is part of a larger one, or was made here. */
bool flow_is_too_deep(const struct flow *flow, const struct fact *registration)
{
    return registration->age > CALLS_FOLLOWED && registration->origin == NULL && !registration->is_again &&
           !is_new(flow, registration->element);
}

void flow_remember_deep(struct flow *flow, const struct fact *registration)
{
    const struct region *element = registration->element;
    if (element == NULL || !region_is_visible(element) || element->root->kind == REGION_STATIC || flow->deep->len == DEEP_KEPT)
        return;
    for (guint i = 0; i < flow->deep->len; i++) {
        const struct fact *old = &g_array_index(flow->deep, struct fact, i);
        if (old->element == element && old->registry == registration->registry && old->link == registration->link)
            return;
    }
    g_array_append_val(flow->deep, *registration);
}

/* A record that only carries an entry: its links, what it holds, perhaps a key and a flag. One in several lists is an object. */
static bool is_cell(const struct flow *flow, const char *link)
{
    const char *dot = strrchr(link, '.');
    char *id = dot != NULL ? g_strndup(link, (gsize)(dot - link)) : g_strdup(link);
    const struct record *record = flow->context->record_of(flow->context->program, id);
    g_free(id);
    uint32_t embedded = 0;
    for (uint32_t i = 0; record != NULL && i < record->field_count; i++)
        embedded += record->fields[i].type->kind == TYPE_RECORD;
    return record != NULL && record->field_count <= CELL_FIELDS && embedded <= 1;
}

/* What else a fresh node holds is registered with it: node->value = c; node->next = head; head = node. */
static void register_contents(struct flow *flow, struct state *state, const struct fact *node)
{
    if (node->element == NULL || node->element->kind != REGION_DEREF || node->element->parent->kind != REGION_FRESH ||
        node->link == NULL || node->cell != NULL || !is_cell(flow, node->link))
        return;
    struct fact entry = *node;
    entry.cell = node->element, entry.cell_record = node->record;
    flow_register_below(flow, state, node->element, &entry);
}

/* What tells one thing that may be done from another: out of a global registry, whatever was taken; of objects that callers do
 * not know, any. */
struct may_key {
    const struct region *registry, *counter, *element;
    const char *link;
};

static struct may_key may_key(const struct fact *fact)
{
    static const struct region stranger;
    bool is_global = fact->registry != NULL && fact->registry->root->kind == REGION_STATIC;
    bool is_stranger = fact->element != NULL && fact->element->root->kind == REGION_FRESH;
    return (struct may_key){.registry = fact->registry,
                            .counter = fact->counter,
                            .element = is_global     ? NULL
                                       : is_stranger ? &stranger
                                                     : fact->element,
                            .link = is_global ? NULL : fact->link};
}

static guint may_key_hash(gconstpointer data)
{
    const struct may_key *key = data;
    uint64_t hash = region_mix((uint64_t)(uintptr_t)key->registry, (uint64_t)(uintptr_t)key->counter);
    return (guint)region_mix(region_mix(hash, (uintptr_t)key->element), (uintptr_t)key->link);
}

static gboolean may_key_equal(gconstpointer a, gconstpointer b)
{
    const struct may_key *x = a, *y = b;
    return x->registry == y->registry && x->counter == y->counter && x->element == y->element && x->link == y->link;
}

GHashTable *flow_may_keys(void)
{
    return g_hash_table_new(may_key_hash, may_key_equal);
}

static void remember_may(struct flow *flow, const struct fact *fact)
{
    struct may_key key = may_key(fact);
    if (g_hash_table_contains(flow->may_known, &key))
        return;
    if (flow->may->len == MAY_KEPT) {
        flow->is_cut = true;
        return;
    }
    g_hash_table_add(flow->may_known, arena_copy(flow->scratch, &key, sizeof key));
    g_array_append_val(flow->may, *fact);
}

static bool is_static(const struct region *region)
{
    return region == NULL || region->root->kind == REGION_STATIC;
}

/* Most of what callees may do is about globals far away, and said already. Nothing is registered here, so all there is to do is
 * to pass it on: as it is, for a global means the same in every function. */
bool flow_passes_on(struct flow *flow, const struct fact *fact)
{
    if (!fact->is_resolved)
        return false;
    if (flow->may->len == MAY_KEPT) {
        remember_may(flow, fact);
        return true;
    }
    if (!is_static(fact->registry) || !is_static(fact->element) || !is_static(fact->counter))
        return false;
    struct fact passed = *fact;
    passed.maybe = passed.from_callee = true;
    remember_may(flow, &passed);
    return true;
}

static void remember_removed(struct flow *flow, const struct region *registry)
{
    const char *key = registry_key(flow->context, registry);
    if (registry != NULL && !g_ptr_array_find(flow->removed, registry, NULL))
        g_ptr_array_add(flow->removed, (gpointer)registry);
    if (key != NULL && !g_ptr_array_find(flow->removed, key, NULL))
        g_ptr_array_add(flow->removed, (gpointer)key);
}

/* erase(c), or erase(fd) of what was put in under fd. */
static bool is_same_entry(const struct fact *removal, const struct fact *registration)
{
    if (removal->element != NULL)
        return removal->element == registration->element;
    return removal->key.kind != VALUE_UNKNOWN && value_equal(removal->key, registration->key);
}

/* LIST_REMOVE(c, link) takes c out of the list that uses the link, and leaves it in the hash table. */
static bool has_exact_link(const struct state *state, const struct fact *removal)
{
    for (uint32_t i = 0; removal->registry == NULL && removal->link != NULL && i < state->fact_count; i++) {
        const struct fact *fact = &state->facts[i];
        if (fact->kind == EFFECT_REGISTER && fact->element == removal->element && fact->link != NULL &&
            flow_same_link(fact->link, removal->link))
            return true;
    }
    return false;
}

void flow_remove(struct flow *flow, struct state *state, struct fact fact)
{
    bool is_exact = has_exact_link(state, &fact);
    for (uint32_t i = state->fact_count; i-- > 0;) {
        struct fact *old = &state->facts[i];
        if (old->kind != EFFECT_REGISTER || !takes(flow, &fact, old) || (is_exact && old->link == NULL && old->cell == NULL))
            continue;
        if (old->origin != NULL)
            __atomic_store_n(&old->origin->is_made_up, true, __ATOMIC_RELAXED);
        if (is_same_entry(&fact, old))
            remember_removed(flow, old->registry);
        if (fact.maybe || takes_some_entry(&fact, old))
            old->maybe = true;
        else
            state_drop_fact(state, i);
    }
    if (!fact.is_resolved && (!fact.from_callee || fact.link != NULL || registry_key(flow->context, fact.registry) != NULL))
        note(flow, &fact);
    fact.is_resolved |= registry_key(flow->context, fact.registry) != NULL;
    if (region_is_visible(fact.registry) || region_is_visible(fact.element) || region_is_visible(fact.counter))
        remember_may(flow, &fact);
}

/* The container of a registration that the rule gave lies in some object of a record, whichever that is. */
static bool lies_in_some(const struct fact *registration, const char *record)
{
    const struct region *field = registration->is_given ? registration->registry : NULL;
    if (record == NULL || field == NULL || field->root->kind != REGION_HIDDEN)
        return false;
    for (; field != NULL && field->kind == REGION_FIELD; field = field->parent)
        if (g_strcmp0(field->record, record) == 0)
            return true;
    return false;
}

bool flow_is_callers(const struct region *element)
{
    if (element == NULL || element->kind != REGION_DEREF || !region_is_visible(element) || element->root->kind == REGION_STATIC)
        return false;
    return element->depth == 1 || (element->depth == 2 && element->parent->kind == REGION_DEREF);
}

void flow_end(struct flow *flow, struct state *state, const struct region *element, struct fact fact)
{
    if (element == NULL)
        return;
    fact.element = element;
    struct fact noted = fact;
    noted.registry = flow_read_from(element);
    noted.cell = flow_looked_up_in(flow, element);
    note(flow, &noted);
    flow_tell_end(flow, state, &fact);
    for (uint32_t i = 0; i < state->fact_count; i++) {
        struct fact *registered = &state->facts[i];
        if (registered->kind != EFFECT_REGISTER)
            continue;
        if ((registered->registry != NULL && region_passes(registered->registry, element)) ||
            lies_in_some(registered, fact.record))
            registered->maybe = true; /* the registry itself goes away: tearing everything down is no leak */
        const struct ending *known = state_ending_of(state, element);
        bool has_ended = known != NULL && !known->is_handle;
        if (registered->element == element && has_ended && registered->is_given)
            flow_tell_end_again(flow, state, registered, fact.from_callee ? fact.here : fact.site);
        if (registered->element != element || has_ended)
            continue;
        state_add_ending(state,
                         (struct ending){.element = element, .loc = fact.from_callee ? fact.here : fact.site, .hops = fact.hops});
        const char *name = registered->element_name != NULL ? registered->element_name : flow_region_name(flow, element);
        const char *text = intern_printf(flow->context->strings, "%s%s%s ends here (%s)", name != NULL ? "'" : "",
                                         name != NULL ? name : "the object", name != NULL ? "'" : "", fact.via);
        state_step(state, TRACE_END, fact.site, flow->function->display, text);
    }
    if (flow_is_callers(element))
        state_add_fact(state, fact);
}

/* close(c->fd): where c is registered, c has come to its end, too. */
void flow_end_handle(struct flow *flow, struct state *state, const struct region *place, struct value handle, struct fact fact)
{
    if (place != NULL && place->kind == REGION_FIELD) {
        fact.element = region_object(place);
        fact.record = place->record;
        note(flow, &fact);
    }
    for (uint32_t i = 0; i < state->fact_count; i++) {
        const struct fact *registered = &state->facts[i];
        if (registered->kind != EFFECT_REGISTER || registered->element == NULL)
            continue;
        const struct region *field = place != NULL && region_contains(registered->element, place) ? place : NULL;
        for (uint32_t k = 0; k < state->cell_count && field == NULL; k++)
            if (handle.kind == VALUE_INIT && value_equal(state->cells[k].value, handle) &&
                region_contains(registered->element, state->cells[k].region))
                field = state->cells[k].region;
        if (field == NULL)
            continue;
        state_add_ending(state, (struct ending){.element = registered->element,
                                                .loc = fact.site,
                                                .is_handle = true,
                                                .hops = fact.hops,
                                                .field = field,
                                                .handle = handle});
        state_step(
            state, TRACE_END, fact.site, flow->function->display,
            intern_printf(flow->context->strings, "its handle '%s' is closed here", field->name != NULL ? field->name : "?"));
    }
    bool is_callers = place != NULL && place->kind == REGION_FIELD && region_is_visible(place) && place->depth == 2;
    if (is_callers) {
        fact.counter = place, fact.key = handle;
        state_add_fact(state, fact);
    }
}
