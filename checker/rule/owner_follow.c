/* owner_follow.c: which functions end an object, and what becomes of its registrations in each of them.
 *
 * An object ends where it is freed, in its destructor, and in functions whose name says so and that take it out of something or
 * free what it holds: node_free(void *data). */
#include "program/schedule.h"
#include "rule/owner_end.h"

enum { GIVEN_MAX = 24 };

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
    while (container != NULL && container->kind == REGION_ELEMENT)
        container = container->parent;
    return container != NULL && container->kind == REGION_FIELD && g_strcmp0(container->record, membership->record) == 0;
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

static bool is_input(const struct region *object)
{
    enum region_kind root = object->root->kind;
    return root == REGION_PARAM || root == REGION_THIS || root == REGION_STATIC || root == REGION_CAPTURE;
}

static bool has_key(const struct membership *membership, const char *key)
{
    for (guint i = 0; key != NULL && i < membership->registrations->len; i++)
        if (g_strcmp0(((const struct event *)membership->registrations->pdata[i])->key, key) == 0)
            return true;
    return false;
}

/* From entry to entry, or from an entry's cell to the list. */
static bool leads_on(const struct flow_context *flow, const struct membership *membership, const struct region *pointer,
                     uint32_t crossed)
{
    return crossed == 0 || registry_is_link(flow, pointer->record, pointer->name) ||
           g_strcmp0(registry_pointee(flow, pointer->record, pointer->name), membership->record) == 0;
}

/* The container of the membership that the object was found in: on the way to where it was read. */
static const struct region *found_container(const struct owner_end *owner, const struct membership *membership,
                                            const struct region *place)
{
    const struct flow_context *flow = &owner->check->program->flow;
    uint32_t crossed = 0;
    while (place != NULL) {
        const struct region *registry = registry_of(flow, place);
        if (has_key(membership, registry_key(flow, registry)))
            return registry;
        if (has_key(membership, registry_key(flow, place)))
            return place;
        if (place->kind == REGION_DEREF &&
            (place->parent->kind != REGION_FIELD || !leads_on(flow, membership, place->parent, crossed++)))
            return NULL;
        place = place->parent;
    }
    return NULL;
}

/* The object's own pointer to the container; NULL: not all registrations go one way. */
static const struct region *way_in(const struct owner_end *owner, const struct membership *membership,
                                   const struct region *object)
{
    const struct region *way = NULL;
    for (guint i = 0; i < membership->registrations->len; i++) {
        const struct event *event = membership->registrations->pdata[i];
        const struct region *here = region_rebase(owner->check->program->regions, event->way, event->object, object);
        if (here == NULL || (way != NULL && way != here))
            return NULL;
        way = here;
    }
    return way;
}

static const struct region *found_in(const struct owner_end *owner, const struct membership *membership,
                                     const struct ending_object *ending)
{
    const struct region *found = found_container(owner, membership, ending->read_from);
    return found != NULL ? found : found_container(owner, membership, ending->looked_up_in);
}

/* ~Directory() ends what is in its own member, which ends with it. */
static bool is_own_member(const struct function *function, const struct region *container)
{
    const struct region *object = region_object(container);
    return (function->flags & FUNCTION_DESTRUCTOR) != 0 && object->kind == REGION_DEREF && object->parent->kind == REGION_THIS;
}

/* Some function puts one object into both. */
static bool go_together(const struct membership *a, const struct membership *b)
{
    for (guint i = 0; i < a->registrations->len; i++)
        for (guint k = 0; k < b->registrations->len; k++) {
            const struct event *one = a->registrations->pdata[i], *other = b->registrations->pdata[k];
            if (one->node == other->node && one->object != NULL && one->object == other->object)
                return true;
        }
    return false;
}

static bool give(struct owner_end *owner, struct ending_object *ending, const struct membership *membership)
{
    const struct event *event = membership->registrations->pdata[0];
    const struct region *found = found_in(owner, membership, ending);
    if (found != NULL && is_own_member(ending->node->function, found))
        return false;
    const struct region *container = found != NULL ? found : container_from_outside(owner->check->program, event->container);
    bool is_elsewhere = found == NULL && ending->found != NULL;
    bool is_known = found != NULL || (is_elsewhere ? go_together(ending->found, membership) : is_input(ending->object));
    if ((container == NULL && membership->link == NULL) || !is_known)
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
                        .is_handmade = membership->is_handmade,
                        .is_resolved = true};
    ending->given[ending->count] = (struct given){.registration = fact,
                                                  .ends_here = ending->ends_here,
                                                  .is_found = found != NULL,
                                                  .way = way_in(owner, membership, ending->object)};
    ending->members[ending->count++] = membership;
    return true;
}

static bool is_followed_already(const struct owner_end *owner, const struct node *node, const struct region *object)
{
    const GPtrArray *list = g_hash_table_lookup(owner->by_node, node);
    for (guint i = 0; list != NULL && i < list->len; i++)
        if (((const struct ending_object *)list->pdata[i])->object == object)
            return true;
    return false;
}

static void plan(struct owner_end *owner, struct ending_object what)
{
    const GPtrArray *members = memberships_of(owner->memberships, what.record);
    bool is_known = what.object != NULL && (is_input(what.object) || what.read_from != NULL || what.looked_up_in != NULL);
    if (members == NULL || !is_known || is_followed_already(owner, what.node, what.object))
        return;
    struct arena *arena = owner->check->results->arena;
    struct ending_object *ending = arena_copy(arena, &what, sizeof what);
    ending->given = arena_new_array(arena, struct given, GIVEN_MAX);
    ending->members = arena_new_array(arena, const struct membership *, GIVEN_MAX);
    for (guint i = 0; i < members->len && ending->found == NULL; i++)
        ending->found = found_in(owner, members->pdata[i], ending) != NULL ? members->pdata[i] : NULL;
    for (guint i = 0; i < members->len && ending->count < GIVEN_MAX; i++)
        if (is_followed(members->pdata[i]))
            give(owner, ending, members->pdata[i]);
    if (ending->count == 0)
        return;
    GPtrArray *list = g_hash_table_lookup(owner->by_node, ending->node);
    if (list == NULL)
        g_hash_table_insert(owner->by_node, (gpointer)ending->node, list = g_ptr_array_new());
    g_ptr_array_add(list, ending);
    g_ptr_array_add(owner->endings, ending);
}

static void plan_ends(struct owner_end *owner, const struct node *node)
{
    for (guint k = 0; k < node->events->len; k++) {
        const struct event *event = node->events->pdata[k];
        if (event->kind != EFFECT_END || (event->flags & EFFECT_HANDLE))
            continue;
        GPtrArray *enders = g_hash_table_lookup(owner->ends_record, event->record);
        if (enders == NULL)
            g_hash_table_insert(owner->ends_record, (gpointer)event->record, enders = g_ptr_array_new());
        g_ptr_array_add(enders, (gpointer)node);
        plan(owner, (struct ending_object){.node = node,
                                           .object = event->object,
                                           .record = event->record,
                                           .read_from = event->container,
                                           .looked_up_in = event->looked_up_in});
    }
}

static void plan_destructor(struct owner_end *owner, const struct node *node)
{
    struct regions *regions = owner->check->program->regions;
    const struct region *self = region_deref(regions, region_root(regions, REGION_THIS, 0, NULL));
    plan(owner, (struct ending_object){.node = node, .object = self, .record = node->function->record, .ends_here = true});
}

static const char *const end_words[] = {"free",    "destroy", "release", "deinit", "uninit", "fini", "finalize",
                                        "dispose", "cleanup", "close",   "stop",   "unload", NULL};

/* "gst_device_provider" and "_GstDeviceProvider" are one name. */
static void append_plain(GString *out, const char *word)
{
    for (; *word != '\0'; word++)
        if (g_ascii_isalnum(*word))
            g_string_append_c(out, g_ascii_tolower(*word));
}

/* node_free(), free_node(): does the name say that it ends such an object? */
static bool is_named_end(const struct function *function, const char *record)
{
    gchar **words = g_strsplit_set(function->name, "_:", -1);
    GString *stem = g_string_new(NULL), *object = g_string_new(NULL);
    bool found = false;
    for (gchar **word = words; *word != NULL; word++)
        if (g_strv_contains(end_words, *word))
            found = true;
        else
            append_plain(stem, *word);
    append_plain(object, record);
    found = found && stem->len > 0 && (strstr(stem->str, object->str) != NULL || strstr(object->str, stem->str) != NULL);
    g_string_free(stem, TRUE);
    g_string_free(object, TRUE);
    g_strfreev(words);
    return found;
}

/* What the function was called with, or a field of it, is what the event is about: then the argument. */
static const struct region *argument_of(const struct event *event)
{
    const struct region *object = event->object;
    if (object == NULL || object->root->kind != REGION_PARAM)
        return NULL;
    while (object->depth > 1)
        object = object->parent;
    return object->kind == REGION_DEREF ? object : NULL;
}

static const char *if_named(const struct program *program, const struct function *function, const char *record)
{
    const struct record *known = record != NULL ? g_hash_table_lookup(program->records, record) : NULL;
    return known != NULL && known->name != NULL && is_named_end(function, known->name) ? record : NULL;
}

/* The record that the function is named after: of its parameter, or what the parameter is cast to. */
static const char *named_record(const struct program *program, const struct function *function, const struct region *object,
                                const struct event *event)
{
    uint32_t index = object->root->index;
    const struct type *type = index < function->param_count ? function->params[index].type : NULL;
    bool is_pointer = type != NULL && type->kind == TYPE_POINTER && type->target != NULL;
    const char *record = if_named(program, function, is_pointer ? type->target->record : NULL);
    if (record == NULL && event->object == object && event->kind == EFFECT_REMOVE)
        record = if_named(program, function, event_record(program, event));
    return record;
}

/* node_free(void *data): takes its object out of some lists, or frees what it holds; somebody else frees the object then. */
static void plan_release(struct owner_end *owner, const struct node *node)
{
    const struct program *program = owner->check->program;
    const struct function *function = node->function;
    for (guint k = 0; k < node->events->len; k++) {
        const struct event *event = node->events->pdata[k];
        const struct region *object = argument_of(event);
        if (object == NULL || (event->kind != EFFECT_END && event->kind != EFFECT_REMOVE))
            continue;
        const char *record = named_record(program, function, object, event);
        if (record == NULL)
            continue;
        plan(owner,
             (struct ending_object){.node = node, .object = object, .record = record, .ends_here = true, .is_by_name = true});
    }
}

/* --- following ---------------------------------------------------------------------------------------------------------------
 */

/* One thread. */
struct follower {
    const struct owner_end *owner;
    struct flow_context flow; /* the program's, with an arena of its own */
    struct arena *scratch;
};

static void follow(uint32_t number, void *data)
{
    struct follower *follower = data;
    const struct ending_object *ending = follower->owner->endings->pdata[number];
    flow_follow(&follower->flow, ending->node->function, ending->given, ending->count, follower->scratch);
    arena_reset(follower->scratch);
}

static void follow_planned(struct owner_end *owner)
{
    const struct program *program = owner->check->program;
    unsigned count = MAX(program->options.threads, 1u);
    struct follower *followers = g_new0(struct follower, count);
    void **workers = g_new0(void *, count);
    for (unsigned i = 0; i < count; i++) {
        followers[i] = (struct follower){.owner = owner, .flow = program->flow, .scratch = arena_new()};
        followers[i].flow.arena = arena_new();
        workers[i] = &followers[i];
    }
    struct schedule *schedule = schedule_new(owner->endings->len);
    schedule_run(schedule, follow, workers, count);
    schedule_free(schedule);
    for (unsigned i = 0; i < count; i++) {
        arena_free(followers[i].scratch);
        g_ptr_array_add(owner->arenas, followers[i].flow.arena);
    }
    g_free(workers);
    g_free(followers);
}

void owner_follow_all(struct owner_end *owner)
{
    const struct program *program = owner->check->program;
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct node *node = program->nodes->pdata[i];
        plan_ends(owner, node);
        if (node->function->flags & FUNCTION_DESTRUCTOR)
            plan_destructor(owner, node);
        else
            plan_release(owner, node);
    }
    follow_planned(owner);
}

/* What it was called with, or `this`. */
bool owner_is_argument(const struct region *object)
{
    enum region_kind root = object->root->kind;
    return object->kind == REGION_DEREF && object->depth == 1 && (root == REGION_PARAM || root == REGION_THIS);
}
