/* owner_callers.c: who makes up for a registration that the end of an object leaves behind?
 *
 * A caller that takes the object out before or after; the end of the container's owner; and callers that have only just made the
 * object do not count. Upwards from the end, and downwards from there, only a few calls: further away it is about other objects.
 */
#include "rule/owner_end.h"

enum { CALLERS_UP = 3, CALLEES_DOWN = 2 };

static void mark_upwards(GHashTable *marked, const struct node *node, const struct node *except, int depth)
{
    if (node == except)
        return;
    g_hash_table_add(marked, (gpointer)node);
    for (guint i = 0; depth > 0 && i < node->callers->len; i++)
        mark_upwards(marked, node->callers->pdata[i], except, depth - 1);
}

/* The function, or what it calls, ends the container's owner, and it is known on which of its ways. */
static bool is_seen_ending(const struct node *node, const struct region *container)
{
    while (container != NULL && container->kind != REGION_FIELD)
        container = container->parent;
    for (guint i = 0; container != NULL && i < node->events->len; i++) {
        const struct event *event = node->events->pdata[i];
        if (event->kind == EFFECT_END && g_strcmp0(event->record, container->record) == 0)
            return true;
    }
    return false;
}

/* Marks functions that end the container's owner: then nobody needs to take anything out. True: `node` is one. */
static bool mark_owners_end(struct owner_end *owner, const struct membership *membership, const struct node *node, int depth)
{
    const struct event *event = membership->registrations->pdata[0];
    const struct region *container = event->container;
    g_hash_table_remove_all(owner->tears_down);
    while (container != NULL && container->kind != REGION_FIELD)
        container = container->parent;
    for (; container != NULL && container->kind == REGION_FIELD; container = container->parent) {
        if (g_strcmp0(container->record, membership->record) == 0)
            continue;
        const GPtrArray *enders = container->record != NULL ? g_hash_table_lookup(owner->ends_record, container->record) : NULL;
        for (guint i = 0; enders != NULL && i < enders->len; i++) {
            mark_upwards(owner->makes_up, enders->pdata[i], node, depth);
            mark_upwards(owner->tears_down, enders->pdata[i], NULL, depth);
        }
    }
    return g_hash_table_contains(owner->tears_down, node) && !is_seen_ending(node, event->container);
}

/* The function found the object in the container: it is there for sure, and only emptying the whole makes up for that. */
static bool is_found_there(const struct ending_object *ending, const struct membership *membership)
{
    for (uint32_t i = 0; i < ending->count; i++)
        if (ending->members[i] == membership)
            return ending->given[i].is_found;
    return false;
}

/* Where the container's owner is made, the container is made ready: that empties nothing. */
static bool is_preparation(const struct event *removal)
{
    const struct region *container = removal->container;
    const GPtrArray *events = removal->node->events;
    for (guint i = 0; container != NULL && i < events->len; i++) {
        const struct event *event = events->pdata[i];
        if (event->kind == EFFECT_ALLOC && g_strcmp0(event->record, container->record) == 0)
            return true;
    }
    return false;
}

static void mark_removers(struct owner_end *owner, const struct membership *membership, const struct ending_object *ending,
                          bool only_clearing)
{
    g_hash_table_remove_all(owner->makes_up);
    for (guint i = 0; i < membership->removals->len; i++) {
        const struct event *removal = membership->removals->pdata[i];
        if (removal->kind == EFFECT_CLEAR ? !is_preparation(removal) : !only_clearing)
            mark_upwards(owner->makes_up, removal->node, ending->node, CALLEES_DOWN);
    }
}

static bool mark_makers_up(struct owner_end *owner, const struct membership *membership, const struct ending_object *ending)
{
    bool is_found = is_found_there(ending, membership);
    mark_removers(owner, membership, ending, is_found);
    /* who hands out requests may reach both, each for another one */
    return mark_owners_end(owner, membership, ending->node, is_found ? 0 : CALLEES_DOWN);
}

enum answer { ANSWER_NEUTRAL, ANSWER_MADE_UP, ANSWER_OPEN };

/* What this function does to the membership of an object it ends itself, if it does. */
static const struct given *fate_in(const struct owner_end *owner, const struct node *node, const struct membership *membership)
{
    const GPtrArray *list = g_hash_table_lookup(owner->by_node, node);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct ending_object *ending = list->pdata[i];
        for (uint32_t k = 0; k < ending->count && owner_is_argument(ending->object); k++)
            if (ending->members[k] == membership)
                return &ending->given[k];
    }
    return NULL;
}

bool owner_makes_such_objects(const struct membership *membership, const struct node *node)
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
    if (owner_makes_such_objects(membership, caller))
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

/* It all comes down together; but on all ways? The function is followed once more, told which calls may do that. */
static bool is_left_beside_teardown(struct owner_end *owner, const struct ending_object *ending, uint32_t index)
{
    GHashTable *teardown = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ending->node->callees->len; i++) {
        const struct node *callee = ending->node->callees->pdata[i];
        if (callee != ending->node && g_hash_table_contains(owner->tears_down, callee))
            g_hash_table_add(teardown, (gpointer)callee->function->id);
    }
    struct given *given = &ending->given[index];
    *given = (struct given){.registration = given->registration,
                            .ends_here = given->ends_here,
                            .is_found = given->is_found,
                            .way = given->way,
                            .teardown = teardown};
    struct arena *scratch = arena_new();
    flow_follow(&owner->check->program->flow, ending->node->function, given, 1, scratch);
    arena_free(scratch);
    given->teardown = NULL;
    g_hash_table_destroy(teardown);
    return given->left > 0 && given->unsure > 0;
}

static bool is_marked_above(GHashTable *marked, const struct node *node, int depth)
{
    if (g_hash_table_contains(marked, node))
        return true;
    for (guint i = 0; depth > 0 && i < node->callers->len; i++)
        if (is_marked_above(marked, node->callers->pdata[i], depth - 1))
            return true;
    return false;
}

bool owner_keeps_container(struct owner_end *owner, const struct membership *membership, const struct node *node)
{
    mark_owners_end(owner, membership, node, CALLEES_DOWN);
    if (g_hash_table_size(owner->tears_down) == 0 || g_hash_table_contains(owner->tears_down, node))
        return false;
    bool is_kept = node->callers->len == 0;
    for (guint i = 0; i < node->callers->len; i++)
        is_kept |= !is_marked_above(owner->tears_down, node->callers->pdata[i], CALLERS_UP - 1);
    return is_kept;
}

static bool takes_out(const struct membership *membership, const struct node *node)
{
    for (guint i = 0; i < membership->removals->len; i++)
        if (((const struct event *)membership->removals->pdata[i])->node == node)
            return true;
    return false;
}

/* pw_loop_locked(loop, do_remove_stream, …, s): some call below is given a function that takes such objects out. */
static bool hands_to_remover(const struct membership *membership, const struct node *node, int depth)
{
    for (guint i = 0; i < node->hands_over->len; i++)
        if (takes_out(membership, node->hands_over->pdata[i]))
            return true;
    for (guint i = 0; depth > 0 && i < node->callees->len; i++)
        if (hands_to_remover(membership, node->callees->pdata[i], depth - 1))
            return true;
    return false;
}

bool owner_is_made_up(struct owner_end *owner, const struct ending_object *ending, uint32_t index)
{
    const struct membership *membership = ending->members[index];
    if (hands_to_remover(membership, ending->node, CALLEES_DOWN))
        return true;
    if (mark_makers_up(owner, membership, ending) && !is_left_beside_teardown(owner, ending, index))
        return true;
    enum answer answer = ask_callers(owner, membership, ending->node, CALLERS_UP);
    bool is_destructor = (ending->node->function->flags & FUNCTION_DESTRUCTOR) != 0;
    bool is_deleted = g_hash_table_contains(owner->ends_record, membership->record); /* some are not static */
    bool is_its_own = is_found_there(ending, membership) || (is_destructor && is_deleted && membership->is_by_constructor);
    return answer != ANSWER_OPEN && !(is_its_own && answer == ANSWER_NEUTRAL);
}

bool owner_relies_on_callers(struct owner_end *owner, const struct membership *membership, const struct ending_object *ending)
{
    const GPtrArray *callers = ending->node->callers;
    mark_removers(owner, membership, ending, false); /* who ends the container's owner need not, but others may have to */
    for (guint i = 0; i < callers->len; i++)
        if (callers->pdata[i] != ending->node && ask(owner, membership, callers->pdata[i], CALLERS_UP) == ANSWER_MADE_UP)
            return true;
    return false;
}
