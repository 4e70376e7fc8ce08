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
#include "rule/owner_end.h"

static bool is_removed_beside(const struct ending_object *ending, uint32_t index, uint32_t other)
{
    return other != index && ending->given[other].left == 0 && ending->given[other].gone + ending->given[other].unsure > 0;
}

/* Of the same object, something else is taken out on the way. */
static const struct membership *removed_beside(const struct ending_object *ending, uint32_t index)
{
    for (uint32_t i = 0; i < ending->count; i++)
        if (is_removed_beside(ending, index, i))
            return ending->members[i];
    return NULL;
}

static const char *container_key(const struct membership *membership)
{
    return ((const struct event *)membership->registrations->pdata[0])->key;
}

/* Two nodes of one object: c->read_event, c->write_event. */
static bool are_nodes(const struct membership *a, const struct membership *b)
{
    return a->link != NULL && b->link != NULL && !a->is_handmade && !b->is_handmade && !flow_same_link(a->link, b->link);
}

/* From the same container, through the link as another record names it: the part that is listed, or the whole around it. */
static bool is_removed_as_part(const struct ending_object *ending, uint32_t index)
{
    const char *key = container_key(ending->members[index]);
    bool has_link = ending->members[index]->link != NULL; /* two listeners in two lists of one name */
    for (uint32_t i = 0; key != NULL && i < ending->count; i++)
        if (is_removed_beside(ending, index, i) && (ending->given[i].gone > 0 || !has_link) &&
            g_strcmp0(container_key(ending->members[i]), key) == 0 && !are_nodes(ending->members[i], ending->members[index]))
            return true;
    return false;
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

bool owner_counts_down(const struct node *node, const char *record)
{
    for (guint i = 0; i < node->events->len; i++) {
        const struct event *event = node->events->pdata[i];
        bool is_by_one = event->kind == EFFECT_REMOVE && g_strcmp0(event->via, "counting down") == 0;
        if (is_by_one && event->counter != NULL && g_str_has_prefix(event->counter, record) &&
            event->counter[strlen(record)] == '.')
            return true;
    }
    return false;
}

/* unref(), or what it calls: the container may hold one of the references, and let go of it first. */
static bool is_counted(const struct ending_object *ending)
{
    bool counts = owner_counts_down(ending->node, ending->record);
    for (guint i = 0; i < ending->node->callers->len; i++)
        counts |= owner_counts_down(ending->node->callers->pdata[i], ending->record);
    return counts;
}

/* The object in whose field the container lies: p->hub for p->hub->listeners. */
static const struct region *owner_of(const struct region *container)
{
    while (container != NULL && container->kind != REGION_DEREF)
        container = container->parent;
    return container;
}

/* The end is told by the very object that owns the container, or one that leads to it: a resource calls back when it ends, and
 * its lists end with it. That the first of them is left in time is for its sake, who is walking it. */
static bool goes_down_with(const struct membership *membership, const struct membership *beside)
{
    for (guint i = 0; i < membership->registrations->len; i++)
        for (guint k = 0; k < beside->registrations->len; k++) {
            const struct event *one = membership->registrations->pdata[i], *other = beside->registrations->pdata[k];
            const struct region *owner = owner_of(other->container);
            if (one->node == other->node && owner != NULL && region_passes(owner_of(one->container), owner))
                return true;
        }
    return false;
}

/* Of the same object, something is taken out on the way: of a container that has nothing to do with this one, or that was just
 * searched, and so lives on. */
static bool is_left_alone(const struct ending_object *ending, uint32_t index)
{
    for (uint32_t i = 0; i < ending->count; i++)
        if (is_removed_beside(ending, index, i) &&
            (ending->looked_up_in != NULL || !goes_down_with(ending->members[index], ending->members[i])))
            return true;
    return false;
}

static bool is_taken_out_elsewhere(const struct membership *membership)
{
    for (guint i = 0; i < membership->removals->len; i++)
        if (((const struct event *)membership->removals->pdata[i])->kind == EFFECT_REMOVE)
            return true;
    return false;
}

/* Of several nodes that the object has in the container, all the others go: event_del(&c->read_event), but not the write_event.
 * There must be one such container; lists of listeners are many, and some of them end with their owners. */
static bool is_one_of_several(const struct ending_object *ending, uint32_t index)
{
    const struct event *event = ending->members[index]->registrations->pdata[0];
    const char *key = owner_of(event->container) == NULL ? event->key : NULL;
    for (uint32_t i = 0; key != NULL && i < ending->count; i++)
        if (is_removed_beside(ending, index, i) && g_strcmp0(container_key(ending->members[i]), key) == 0 &&
            are_nodes(ending->members[i], ending->members[index]))
            return true;
    return false;
}

/* Found in the container and ended, but not taken out. Who ends all entries may well be at the end of the container, too, unless
 * its owner is seen to end elsewhere only; and what runs once at the end of the program. */
static enum confidence confidence_of_found(struct owner_end *owner, const struct ending_object *ending, uint32_t index)
{
    const struct program *program = owner->check->program;
    const struct given *given = &ending->given[index];
    const struct membership *membership = ending->members[index];
    bool is_sweep = given->swept > 0 && given->kept == 0;
    bool is_met_again = is_sweep && owner_keeps_container(owner, membership, ending->node);
    bool is_guessed = membership->is_handmade && membership->link == NULL; /* a field that holds one object */
    bool is_plain = given->gone + given->unsure == 0 && (!is_sweep || is_met_again) && !is_guessed && !is_counted(ending);
    bool is_at_end = program_runs_once(program, ending->node);
    bool is_looked_up = ending->looked_up_in != NULL && given->swept == 0; /* this one was wanted, not all there are */
    bool is_sure = is_looked_up || is_met_again || is_taken_out_elsewhere(membership);
    return is_plain && !is_at_end && is_sure ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
}

/* Objects that are always registered, and a function that takes what it ends out of something else. Without that, whoever calls
 * it or has the object at hand may be meant to do it, unless its maker has registered it. */
static enum confidence confidence_of(struct owner_end *owner, const struct ending_object *ending, uint32_t index)
{
    const struct membership *membership = ending->members[index];
    const struct given *given = &ending->given[index];
    if (membership->flags & EFFECT_BY_NAME)
        return CONFIDENCE_LOW;
    if (given->is_found)
        return confidence_of_found(owner, ending, index);
    bool is_altogether = given->gone + given->unsure == 0;
    bool is_always_in =
        membership->key != NULL && membership->is_from_birth && !membership->has_other_births && !membership->is_handmade;
    bool is_wanted = ending->found != NULL && ending->looked_up_in != NULL && given->way == NULL;
    bool is_whole = owner_is_argument(ending->object) || is_wanted;
    if (!is_altogether || !is_whole || ending->is_by_name || is_counted(ending))
        return CONFIDENCE_LOW;
    if (!is_always_in)
        return is_one_of_several(ending, index) ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    if (removed_beside(ending, index) != NULL)
        return is_left_alone(ending, index) ? CONFIDENCE_HIGH : CONFIDENCE_LOW;
    bool is_destructor = (ending->node->function->flags & FUNCTION_DESTRUCTOR) != 0; /* what a constructor did is its to undo */
    bool is_owed = is_destructor ? membership->is_by_constructor : membership->is_by_maker;
    return is_owed && !owner_relies_on_callers(owner, membership, ending) ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
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
    draft_step(draft, given->exit, function->display, "%s",
               given->is_again ? "ends it here once more: it was never taken out" : "leaves here, still registered");
    const struct membership *membership = ending->members[index];
    for (guint i = 0; i < membership->removals->len && i < 2; i++) {
        const struct event *removal = membership->removals->pdata[i];
        draft_step(draft, removal->site, removal->node->function->display, "'%s' is emptied elsewhere: here (%s)", subject,
                   removal->via != NULL ? removal->via : "removal");
    }
}

/* A registration that a function leaves behind. */
struct claim {
    const struct ending_object *ending;
    uint32_t index;
    enum confidence confidence;
    uint32_t order;
};

/* One finding a registration: of the functions that forget it, the most certain; the least certain go by a name alone. */
static int by_certainty(gconstpointer a, gconstpointer b)
{
    const struct claim *x = a, *y = b;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    if (x->ending->is_by_name != y->ending->is_by_name)
        return x->ending->is_by_name ? 1 : -1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* An object may end in steps, node_destroy() and node_free(): what one of them takes out the others need not. */
static bool is_removed_by_another(const struct owner_end *owner, const struct ending_object *ending, uint32_t index)
{
    for (guint i = 0; i < owner->endings->len; i++) {
        const struct ending_object *other = owner->endings->pdata[i];
        for (uint32_t k = 0; other->record == ending->record && k < other->count; k++)
            if (other->members[k] == ending->members[index] && other->given[k].gone + other->given[k].unsure > 0)
                return true;
    }
    return false;
}

static GArray *gather_claims(struct owner_end *owner)
{
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    for (guint i = 0; i < owner->endings->len; i++) {
        const struct ending_object *ending = owner->endings->pdata[i];
        for (uint32_t k = 0; k < ending->count; k++) {
            const struct membership *beside = removed_beside(ending, k);
            bool is_weak = ending->is_by_name && (beside == NULL || is_removed_by_another(owner, ending, k));
            is_weak |= is_removed_as_part(ending, k);
            if (ending->given[k].left == 0 || is_weak || owner_makes_such_objects(ending->members[k], ending->node))
                continue;
            struct claim claim = {
                .ending = ending, .index = k, .order = claims->len, .confidence = confidence_of(owner, ending, k)};
            g_array_append_val(claims, claim);
        }
    }
    g_array_sort(claims, by_certainty);
    return claims;
}

static bool report(struct owner_end *owner, const struct claim *claim, const struct event *event)
{
    struct check *check = owner->check;
    const struct ending_object *ending = claim->ending;
    uint32_t index = claim->index;
    const struct membership *membership = ending->members[index], *beside = removed_beside(ending, index);
    const struct given *given = &ending->given[index];
    const char *subject = subject_of(check->program, event);
    const char *element = event->element != NULL ? event->element : "an object";
    const char *function = ending->node->function->display;
    enum confidence confidence = MIN(claim->confidence, confidence_of(owner, ending, index));
    struct draft draft = draft_new(check->results, "unremoved-registration", "owner-end", confidence, event->site);
    struct finding *finding = draft.finding;
    finding->message =
        draft_text(&draft, "'%s' is put into '%s' here, and '%s', which %s it, leaves it there%s", element, subject, function,
                   given->is_found ? "finds it there and ends" : "ends", given->gone + given->unsure > 0 ? " on one path" : "");
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

static void judge(struct owner_end *owner, const struct claim *claim)
{
    const struct ending_object *ending = claim->ending;
    const struct membership *membership = ending->members[claim->index];
    const struct event *event = best_registration(membership);
    char *site = registration_site(event->site);
    bool is_new = !g_hash_table_contains(owner->check->reported, site);
    bool is_open = ending->given[claim->index].is_again || !owner_is_made_up(owner, ending, claim->index);
    if (is_new && is_open && report(owner, claim, event))
        g_hash_table_insert(owner->check->reported, g_strdup(site), (gpointer) "owner-end");
    g_free(site);
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

static void free_arena(void *arena)
{
    arena_free(arena);
}

void owner_end_report(struct check *check)
{
    struct owner_end owner = {.check = check, .memberships = memberships_new(check->program), .endings = g_ptr_array_new()};
    owner.by_node = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    owner.ends_record = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    owner.makes_up = g_hash_table_new(g_direct_hash, g_direct_equal);
    owner.tears_down = g_hash_table_new(g_direct_hash, g_direct_equal);
    owner.entries = find_entries(check->program);
    owner.arenas = g_ptr_array_new_with_free_func(free_arena);
    owner_follow_all(&owner);
    GArray *claims = gather_claims(&owner);
    for (guint i = 0; i < claims->len; i++)
        judge(&owner, &g_array_index(claims, struct claim, i));
    undrained_report(&owner);
    lost_handle_report(&owner);
    g_array_free(claims, TRUE);
    g_ptr_array_unref(owner.arenas);
    g_hash_table_destroy(owner.makes_up);
    g_hash_table_destroy(owner.entries);
    g_hash_table_destroy(owner.tears_down);
    g_hash_table_destroy(owner.ends_record);
    g_hash_table_destroy(owner.by_node);
    g_ptr_array_unref(owner.endings);
    memberships_free(owner.memberships);
}
