/* owner_end.c: an object is registered where it is made; the function that ends it forgets one of its registrations.
 *
 *     conn_new:  TAILQ_INSERT_TAIL(&conns, c, link); ebmb_insert(&by_id, &c->id_node, 8);
 *     conn_free: TAILQ_REMOVE(&conns, c, link); free(c);                 // by_id still has it
 *
 * Every function that ends an object is executed once more, with all the registrations that objects of its kind ever get in force
 * at the entry (flow_follow). What is left in force when the object has ended is a claim; it stands when no caller makes up for
 * it and the function takes the object out of something else, or nothing else would.
 *
 * Not seen: objects ended through a pointer to a base record that C code casts to. */
#include "program/membership.h"
#include "rule/registration.h"

enum { GIVEN_MAX = 24, CALLERS_UP = 3, CALLEES_DOWN = 2 };

/* One object that a function ends, and what becomes of its registrations. */
struct ending_object {
    const struct node *node;
    const struct region *object;
    const char *record;
    const struct event *end; /* NULL: a destructor */
    struct given *given;
    const struct membership **members; /* of each given */
    uint32_t count;
};

struct owner_end {
    struct check *check;
    struct memberships *memberships;
    GPtrArray *endings;      /* struct ending_object *, in order */
    GHashTable *by_node;     /* struct node * -> GPtrArray of struct ending_object * */
    GHashTable *ends_record; /* record id -> GPtrArray of struct node *: who ends such objects */
    GHashTable *entries;     /* ids of functions kept in tables and fields: close and destroy callbacks */
    GHashTable *makes_up;    /* of the membership at hand: struct node * that take something out, and their callers */
    struct arena *scratch;
};

/* --- following ----------------------------------------------------------------------------------------------------------------
 */

/* The same container, seen from nowhere in particular: its owner is some object that outlives ours. */
static const struct region *container_from_outside(const struct program *program, const struct region *container)
{
    const struct region *last = container;
    while (last != NULL && (last->kind == REGION_DEREF || last->kind == REGION_ELEMENT))
        last = last->parent;
    if (last == NULL || last->kind != REGION_FIELD)
        return last != NULL && last->kind == REGION_STATIC ? container : NULL;
    const struct region *owner = region_root(program->regions, REGION_HIDDEN, 0, intern(program->strings, "owner"));
    return region_field(program->regions, region_deref(program->regions, owner), last->name, last->record);
}

static bool is_owned_by_element(const struct membership *membership, const struct event *event)
{
    const struct region *container = event->container;
    while (container != NULL && container->kind != REGION_FIELD)
        container = container->parent;
    return container != NULL && g_strcmp0(container->record, membership->record) == 0;
}

/* Can we know from its end whether the object is registered still? */
static bool is_followed(const struct membership *membership)
{
    const struct event *event = membership->registrations->pdata[0];
    uint32_t own_way =
        EFFECT_WEAK | EFFECT_COPIES | EFFECT_BOUNDED | EFFECT_ONCE | EFFECT_OF_ELEMENT | EFFECT_UNTIL_FALSE | EFFECT_OWNS;
    bool is_slot = event->via != NULL && strcmp(event->via, "[] =") == 0 && event->is_handmade;
    return (membership->flags & own_way) == 0 && !is_slot && !is_owned_by_element(membership, event);
}

static bool give(struct owner_end *owner, struct ending_object *ending, const struct membership *membership)
{
    const struct event *event = membership->registrations->pdata[0];
    const struct region *container = container_from_outside(owner->check->program, event->container);
    if (container == NULL && membership->link == NULL)
        return false;
    if (container != NULL && region_passes(container, ending->object))
        return false;
    struct fact fact = {.kind = EFFECT_REGISTER,
                        .registry = container,
                        .element = ending->object,
                        .link = membership->link,
                        .record = membership->record,
                        .site = event->site,
                        .here = event->site,
                        .via = event->via,
                        .element_name = event->element,
                        .registry_name = event->registry,
                        .is_resolved = true};
    ending->given[ending->count] = (struct given){.registration = fact};
    ending->members[ending->count++] = membership;
    return true;
}

static bool is_input(const struct region *object)
{
    enum region_kind root = object->root->kind;
    return root == REGION_PARAM || root == REGION_THIS || root == REGION_STATIC || root == REGION_CAPTURE;
}

static bool is_followed_already(const struct owner_end *owner, const struct node *node, const struct region *object)
{
    const GPtrArray *list = g_hash_table_lookup(owner->by_node, node);
    for (guint i = 0; list != NULL && i < list->len; i++)
        if (((const struct ending_object *)list->pdata[i])->object == object)
            return true;
    return false;
}

static void follow(struct owner_end *owner, const struct node *node, const struct region *object, const char *record,
                   const struct event *end)
{
    const GPtrArray *members = memberships_of(owner->memberships, record);
    if (members == NULL || object == NULL || !is_input(object) || is_followed_already(owner, node, object))
        return;
    struct arena *arena = owner->check->results->arena;
    struct ending_object *ending = arena_new_item(arena, struct ending_object);
    *ending = (struct ending_object){.node = node, .object = object, .record = record, .end = end};
    ending->given = arena_new_array(arena, struct given, GIVEN_MAX);
    ending->members = arena_new_array(arena, const struct membership *, GIVEN_MAX);
    for (guint i = 0; i < members->len && ending->count < GIVEN_MAX; i++)
        if (is_followed(members->pdata[i]))
            give(owner, ending, members->pdata[i]);
    if (ending->count == 0)
        return;
    flow_follow(&owner->check->program->flow, node->function, ending->given, ending->count, owner->scratch);
    arena_reset(owner->scratch);
    GPtrArray *list = g_hash_table_lookup(owner->by_node, node);
    if (list == NULL)
        g_hash_table_insert(owner->by_node, (gpointer)node, list = g_ptr_array_new());
    g_ptr_array_add(list, ending);
    g_ptr_array_add(owner->endings, ending);
}

static void follow_all(struct owner_end *owner)
{
    const struct program *program = owner->check->program;
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct node *node = program->nodes->pdata[i];
        for (guint k = 0; k < node->events->len; k++) {
            const struct event *event = node->events->pdata[k];
            if (event->kind != EFFECT_END || (event->flags & EFFECT_HANDLE))
                continue;
            GPtrArray *enders = g_hash_table_lookup(owner->ends_record, event->record);
            if (enders == NULL)
                g_hash_table_insert(owner->ends_record, (gpointer)event->record, enders = g_ptr_array_new());
            g_ptr_array_add(enders, (gpointer)node);
            follow(owner, node, event->object, event->record, event);
        }
        if (node->function->flags & FUNCTION_DESTRUCTOR) {
            const struct region *self = region_deref(program->regions, region_root(program->regions, REGION_THIS, 0, NULL));
            follow(owner, node, self, node->function->record, NULL);
        }
    }
}

/* --- who makes up for it
 * --------------------------------------------------------------------------------------------------------- */

static void mark_upwards(GHashTable *marked, const struct node *node, const struct node *except, int depth)
{
    if (node == except)
        return;
    g_hash_table_add(marked, (gpointer)node);
    for (guint i = 0; depth > 0 && i < node->callers->len; i++)
        mark_upwards(marked, node->callers->pdata[i], except, depth - 1);
}

/* Marks functions that end the container's owner: then nobody needs to take anything out. `node` is not one of its own makers up,
 * but true: it ends the owner itself. */
static bool mark_owners_end(struct owner_end *owner, const struct membership *membership, const struct node *node)
{
    const struct event *event = membership->registrations->pdata[0];
    const struct region *container = event->container;
    bool is_own = false;
    while (container != NULL && container->kind != REGION_FIELD)
        container = container->parent;
    for (; container != NULL && container->kind == REGION_FIELD; container = container->parent) {
        const GPtrArray *enders = container->record != NULL ? g_hash_table_lookup(owner->ends_record, container->record) : NULL;
        for (guint i = 0; enders != NULL && i < enders->len; i++) {
            is_own |= enders->pdata[i] == node;
            mark_upwards(owner->makes_up, enders->pdata[i], node, CALLEES_DOWN);
        }
    }
    return is_own;
}

static bool mark_makers_up(struct owner_end *owner, const struct membership *membership, const struct node *node)
{
    g_hash_table_remove_all(owner->makes_up);
    for (guint i = 0; i < membership->removals->len; i++)
        mark_upwards(owner->makes_up, ((const struct event *)membership->removals->pdata[i])->node, node, CALLEES_DOWN);
    return mark_owners_end(owner, membership, node);
}

enum answer { ANSWER_NEUTRAL, ANSWER_MADE_UP, ANSWER_OPEN };

/* What it was called with, or `this`. */
static bool is_argument(const struct region *object)
{
    enum region_kind root = object->root->kind;
    return object->kind == REGION_DEREF && object->depth == 1 && (root == REGION_PARAM || root == REGION_THIS);
}

/* What this function does to the membership of an object it ends itself, if it does. */
static const struct given *fate_in(const struct owner_end *owner, const struct node *node, const struct membership *membership)
{
    const GPtrArray *list = g_hash_table_lookup(owner->by_node, node);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct ending_object *ending = list->pdata[i];
        for (uint32_t k = 0; k < ending->count && is_argument(ending->object); k++)
            if (ending->members[k] == membership)
                return &ending->given[k];
    }
    return NULL;
}

static bool makes_such_objects(const struct membership *membership, const struct node *node)
{
    for (guint i = 0; i < membership->registrations->len; i++) {
        const struct event *event = membership->registrations->pdata[i];
        if (event->node == node)
            return true;
    }
    return false;
}

static enum answer ask_callers(const struct owner_end *owner, const struct membership *membership, const struct node *node,
                               int depth);

static enum answer ask(const struct owner_end *owner, const struct membership *membership, const struct node *caller, int depth)
{
    const struct given *fate = fate_in(owner, caller, membership);
    if (fate != NULL ? fate->gone + fate->unsure > 0 && fate->left == 0 : g_hash_table_contains(owner->makes_up, caller))
        return ANSWER_MADE_UP;
    if (makes_such_objects(membership, caller))
        return ANSWER_NEUTRAL;
    return ask_callers(owner, membership, caller, depth - 1);
}

static enum answer ask_callers(const struct owner_end *owner, const struct membership *membership, const struct node *node,
                               int depth)
{
    bool is_entry = g_hash_table_contains(owner->entries, node->function->id);
    bool is_destructor = (node->function->flags & FUNCTION_DESTRUCTOR) != 0;
    if (depth == 0 || is_entry || (node->callers->len == 0 && !is_destructor && !node->is_address_taken))
        return ANSWER_OPEN;
    enum answer answer = ANSWER_NEUTRAL;
    for (guint i = 0; i < node->callers->len; i++) {
        if (node->callers->pdata[i] == node)
            continue;
        enum answer one = ask(owner, membership, node->callers->pdata[i], depth);
        answer = MAX(answer, one);
    }
    return answer;
}

/* --- findings
 * ---------------------------------------------------------------------------------------------------------------------- */

/* Of the same object, something else is taken out on the way. */
static const struct membership *removed_beside(const struct ending_object *ending, uint32_t index)
{
    for (uint32_t i = 0; i < ending->count; i++)
        if (i != index && ending->given[i].left == 0 && ending->given[i].gone + ending->given[i].unsure > 0)
            return ending->members[i];
    return NULL;
}

static const struct event *best_registration(const struct membership *membership)
{
    const struct event *best = NULL;
    for (guint i = 0; i < membership->registrations->len; i++) {
        const struct event *event = membership->registrations->pdata[i];
        bool is_better = best == NULL || (event->is_new && !best->is_new) ||
                         (event->is_new == best->is_new && best->is_again && !event->is_again);
        if (is_better)
            best = event;
    }
    return best;
}

/* Objects that are always registered, and a function that ends what it is given without taking it out: else too much is guessed.
 */
static enum confidence confidence_of(const struct ending_object *ending, uint32_t index, const struct membership *beside)
{
    const struct membership *membership = ending->members[index];
    const struct given *given = &ending->given[index];
    bool is_altogether = given->gone + given->unsure == 0;
    bool is_always_in = membership->is_from_birth && !membership->has_other_births && !membership->is_handmade;
    if (!is_always_in || !is_altogether || !is_argument(ending->object))
        return CONFIDENCE_LOW;
    return beside != NULL ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
}

static const char *subject_of(const struct program *program, const struct event *event)
{
    return event->key != NULL ? registry_subject(program, event->key) : event->registry != NULL ? event->registry : "a list";
}

static void add_steps(struct draft *draft, const struct ending_object *ending, uint32_t index, const struct event *event,
                      const char *subject)
{
    const struct given *given = &ending->given[index];
    const struct function *function = ending->node->function;
    draft_step(draft, event->site, event->node->function->display, "'%s' is put into '%s' here",
               event->element != NULL ? event->element : "an object", subject);
    GPtrArray *path = g_ptr_array_new();
    for (const struct trace *trace = given->trace; trace != NULL; trace = trace->before)
        if (trace->kind == TRACE_BRANCH || trace->kind == TRACE_END)
            g_ptr_array_add(path, (gpointer)trace);
    for (guint i = path->len; i-- > 0;) {
        const struct trace *trace = path->pdata[i];
        draft_step(draft, trace->loc, trace->function, "%s", trace->text);
    }
    g_ptr_array_unref(path);
    draft_step(draft, given->exit, function->display, "leaves here, still registered");
    const struct membership *membership = ending->members[index];
    for (guint i = 0; i < membership->removals->len && i < 2; i++) {
        const struct event *removal = membership->removals->pdata[i];
        draft_step(draft, removal->site, removal->node->function->display, "'%s' is emptied elsewhere: here (%s)", subject,
                   removal->via != NULL ? removal->via : "removal");
    }
}

static bool report(struct check *check, const struct ending_object *ending, uint32_t index, const struct event *event)
{
    const struct membership *membership = ending->members[index], *beside = removed_beside(ending, index);
    const struct given *given = &ending->given[index];
    const char *subject = subject_of(check->program, event);
    const char *element = event->element != NULL ? event->element : "an object";
    const char *function = ending->node->function->display;
    struct draft draft =
        draft_new(check->results, "unremoved-registration", "owner-end", confidence_of(ending, index, beside), event->site);
    struct finding *finding = draft.finding;
    finding->message = draft_text(&draft, "'%s' is put into '%s' here, and '%s', which ends it, leaves it there%s", element,
                                  subject, function, given->gone + given->unsure > 0 ? " on one path" : "");
    finding->function = results_copy(check->results, event->node->function->display);
    finding->subject = results_copy(check->results, subject);
    finding->container = results_copy(check->results, event->key);
    finding->context = draft_text(&draft, "%s %s", event->via, element);
    add_steps(&draft, ending, index, event, subject);
    if (beside != NULL)
        draft_evidence(&draft, "'%s' takes it out of '%s', but not out of '%s'", function,
                       subject_of(check->program, beside->registrations->pdata[0]), subject);
    draft_evidence(&draft, "%u place%s in the program take%s entries out of '%s', none before this end",
                   membership->removals->len, membership->removals->len == 1 ? "" : "s",
                   membership->removals->len == 1 ? "s" : "", subject);
    finding->fix = draft_text(&draft, "take '%s' out of '%s' in '%s'", element, subject, function);
    return draft_report(&draft, check->program);
}

static void judge(struct owner_end *owner, const struct ending_object *ending, uint32_t index, bool is_sure)
{
    if ((confidence_of(ending, index, removed_beside(ending, index)) > CONFIDENCE_LOW) != is_sure)
        return;
    const struct membership *membership = ending->members[index];
    const struct event *event = best_registration(membership);
    char *site = registration_site(event->site);
    if (!g_hash_table_contains(owner->check->reported, site) && !makes_such_objects(membership, ending->node)) {
        bool is_teardown = mark_makers_up(owner, membership, ending->node);
        bool is_open = !is_teardown && ask_callers(owner, membership, ending->node, CALLERS_UP) == ANSWER_OPEN;
        if (is_open && report(owner->check, ending, index, event))
            g_hash_table_insert(owner->check->reported, g_strdup(site), (gpointer) "owner-end");
    }
    g_free(site);
}

static void judge_all(struct owner_end *owner, bool are_sure)
{
    for (guint i = 0; i < owner->endings->len; i++) {
        const struct ending_object *ending = owner->endings->pdata[i];
        for (uint32_t k = 0; k < ending->count; k++)
            if (ending->given[k].left > 0)
                judge(owner, ending, k, are_sure);
    }
}

/* Functions handed to a call are the destroy callbacks of containers as well: those take out what they destroy. */
static GHashTable *find_entries(const struct program *program)
{
    GHashTable *entries = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer list;
    g_hash_table_iter_init(&iter, program->stored);
    while (g_hash_table_iter_next(&iter, NULL, &list))
        for (guint i = 0; i < ((GPtrArray *)list)->len; i++)
            g_hash_table_add(entries, ((GPtrArray *)list)->pdata[i]);
    return entries;
}

void owner_end_report(struct check *check)
{
    struct owner_end owner = {.check = check, .memberships = memberships_new(check->program), .endings = g_ptr_array_new()};
    owner.by_node = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    owner.ends_record = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    owner.makes_up = g_hash_table_new(g_direct_hash, g_direct_equal);
    owner.entries = find_entries(check->program);
    owner.scratch = arena_new();
    follow_all(&owner);
    judge_all(&owner, true); /* the destroy function itself before the callbacks that call it */
    judge_all(&owner, false);
    arena_free(owner.scratch);
    g_hash_table_destroy(owner.makes_up);
    g_hash_table_destroy(owner.entries);
    g_hash_table_destroy(owner.ends_record);
    g_hash_table_destroy(owner.by_node);
    g_ptr_array_unref(owner.endings);
    memberships_free(owner.memberships);
}
