/* membership.c: in which containers objects of a type come to be.
 *
 *     TAILQ_INSERT_TAIL(&conns, c, link);    conn: through conn.link
 *     g_ptr_array_add(running, t);           task: in running
 *
 * Lists that share a link are one membership: an object is in one of them at a time. */
#include "program/membership.h"

struct memberships {
    GHashTable *by_record; /* record id -> GPtrArray of struct membership */
    GHashTable *by_link;   /* link or key -> GPtrArray of struct event: removals */
    GHashTable *births;    /* record id -> GPtrArray of struct node: who makes such objects */
};

static bool is_constructed(const struct event *event)
{
    return (event->node->function->flags & FUNCTION_CONSTRUCTOR) != 0 && event->object != NULL &&
           event->object->kind == REGION_DEREF && event->object->parent->kind == REGION_THIS;
}

const char *event_record(const struct program *program, const struct event *event)
{
    if (is_constructed(event) && event->node->function->record != NULL)
        return event->node->function->record;
    const char *record = event->link != NULL ? link_record(program, event->link) : NULL;
    return record != NULL ? record : event->record;
}

static GPtrArray *list_at(GHashTable *table, const char *key)
{
    GPtrArray *list = g_hash_table_lookup(table, key);
    if (list == NULL)
        g_hash_table_insert(table, (gpointer)key, list = g_ptr_array_new());
    return list;
}

static struct membership *membership_at(struct memberships *memberships, const char *record, const char *link,
                                        const struct event *event)
{
    GPtrArray *list = list_at(memberships->by_record, record);
    for (guint i = 0; i < list->len; i++) {
        struct membership *known = list->pdata[i];
        if (link != NULL ? known->link == link : known->link == NULL && known->key == event->key)
            return known;
    }
    struct membership *membership = g_new0(struct membership, 1);
    *membership = (struct membership){.record = record, .link = link, .key = event->key, .registrations = g_ptr_array_new()};
    g_ptr_array_add(list, membership);
    return membership;
}

static struct membership *join(struct memberships *memberships, const char *record, const char *link, const struct event *event)
{
    struct membership *membership = membership_at(memberships, record, link, event);
    g_ptr_array_add(membership->registrations, (gpointer)event);
    membership->is_handmade |= event->is_handmade;
    membership->flags |= event->flags;
    return membership;
}

/* The object, and the node that carries it. */
static void add_registration(struct memberships *memberships, const struct program *program, const struct event *event)
{
    const char *record = event->is_object ? event_record(program, event) : NULL;
    if (event->cell_record != NULL && event->cell_record != record)
        join(memberships, event->cell_record, NULL, event);
    if (record == NULL)
        return;
    struct membership *membership = join(memberships, record, event->link, event);
    membership->is_from_birth |= event->is_new;
}

static void add_removal(struct memberships *memberships, const struct event *event)
{
    if (event->flags & EFFECT_BOUNDED)
        return;
    if (event->link != NULL)
        g_ptr_array_add(list_at(memberships->by_link, event->link), (gpointer)event);
    if (event->key != NULL)
        g_ptr_array_add(list_at(memberships->by_link, event->key), (gpointer)event);
    if (event->counter != NULL)
        g_ptr_array_add(list_at(memberships->by_link, event->counter), (gpointer)event);
}

/* Another node of the same object, or of others, goes out of the container: c->write_event, where this is about c->read_event. */
static bool is_of_other_node(const struct membership *membership, const struct event *removal)
{
    return membership->link != NULL && removal->link != NULL && !membership->is_handmade && !removal->is_handmade &&
           !flow_same_link(membership->link, removal->link);
}

static void find_removals(struct memberships *memberships, struct membership *membership)
{
    membership->removals = g_ptr_array_new();
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    if (membership->link != NULL)
        g_hash_table_add(seen, (gpointer)membership->link);
    for (guint i = 0; i < membership->registrations->len; i++) {
        const struct event *event = membership->registrations->pdata[i];
        if (event->key != NULL)
            g_hash_table_add(seen, (gpointer)event->key);
        if (event->counter != NULL)
            g_hash_table_add(seen, (gpointer)event->counter);
    }
    GHashTable *known = g_hash_table_new(g_direct_hash, g_direct_equal); /* by their link, and by the container */
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, seen);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        const GPtrArray *list = g_hash_table_lookup(memberships->by_link, name);
        for (guint i = 0; list != NULL && i < list->len; i++)
            if (!is_of_other_node(membership, list->pdata[i]) && g_hash_table_add(known, list->pdata[i]))
                g_ptr_array_add(membership->removals, list->pdata[i]);
    }
    g_hash_table_destroy(known);
    g_hash_table_destroy(seen);
}

static bool registers(const struct membership *membership, const struct node *node)
{
    for (guint i = 0; i < membership->registrations->len; i++)
        if (((const struct event *)membership->registrations->pdata[i])->node == node)
            return true;
    return false;
}

static void add_record(GHashTable *records, const struct type *type)
{
    if (type != NULL && type->kind == TYPE_RECORD && type->record != NULL)
        g_hash_table_add(records, (gpointer)type->record);
}

static void add_local(GHashTable *parts, const struct function *function, const struct place *place)
{
    if (place != NULL && place->root == ROOT_LOCAL && place->step_count == 0 && place->index < function->local_count)
        add_record(parts, function->locals[place->index].type);
}

/* tree_find(&tree, &wanted): the variable is something to compare with, and no object. */
static bool is_search(const struct call *call)
{
    const char *name = call->callee != NULL ? call->callee : call->member;
    static const char *const words[] = {"find", "FIND", "lookup", "search", "cmp", "compare"};
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(words); i++)
        if (strstr(name, words[i]) != NULL)
            return true;
    return false;
}

/* Variables of records that are handed to somebody, as themselves, or that have constructors and destructors. */
static void add_locals(GHashTable *parts, const struct function *function)
{
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (instr->call == NULL || is_search(instr->call))
                continue;
            add_local(parts, function, instr->call->receiver.place);
            for (uint32_t k = 0; k < instr->arg_count; k++)
                add_local(parts, function, instr->args[k].place);
        }
}

/* Objects that are parts of others, or variables of functions, are made with these: no maker is seen that could register them. */
static GHashTable *find_parts(const struct program *program)
{
    GHashTable *parts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint n = 0; n < program->nodes->len; n++)
        add_locals(parts, ((const struct node *)program->nodes->pdata[n])->function);
    GHashTableIter iter;
    gpointer item;
    g_hash_table_iter_init(&iter, program->records);
    while (g_hash_table_iter_next(&iter, NULL, &item))
        for (uint32_t i = 0; i < ((const struct record *)item)->field_count; i++)
            add_record(parts, ((const struct record *)item)->fields[i].type);
    return parts;
}

static bool registers_itself(const struct membership *membership)
{
    for (guint i = 0; i < membership->registrations->len; i++)
        if (is_constructed(membership->registrations->pdata[i]))
            return true;
    return false;
}

/* The maker itself registers what it makes, or all of those do that it hands the new object to. */
static void find_other_births(const struct memberships *memberships, struct membership *membership)
{
    const GPtrArray *makers = g_hash_table_lookup(memberships->births, membership->record);
    for (guint i = 0; makers != NULL && i < makers->len; i++) {
        const struct node *maker = makers->pdata[i];
        bool is_registered = registers(membership, maker);
        membership->is_by_maker |= is_registered;
        bool is_by_callers = maker->callers->len > 0;
        for (guint k = 0; k < maker->callers->len && is_by_callers; k++)
            is_by_callers = registers(membership, maker->callers->pdata[k]);
        membership->has_other_births |= !is_registered && !is_by_callers;
    }
}

static void membership_free(gpointer data)
{
    struct membership *membership = data;
    g_ptr_array_unref(membership->registrations);
    g_ptr_array_unref(membership->removals);
    g_free(membership);
}

static void free_all(gpointer data)
{
    g_ptr_array_set_free_func(data, membership_free);
    g_ptr_array_unref(data);
}

struct memberships *memberships_new(const struct program *program)
{
    struct memberships *memberships = g_new0(struct memberships, 1);
    memberships->by_record = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_all);
    memberships->births = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    memberships->by_link = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct node *node = program->nodes->pdata[i];
        for (guint k = 0; k < node->events->len; k++) {
            const struct event *event = node->events->pdata[k];
            if (event->kind == EFFECT_REGISTER)
                add_registration(memberships, program, event);
            else if (event->kind == EFFECT_ALLOC)
                g_ptr_array_add(list_at(memberships->births, event->record), (gpointer)node);
            else if (event->kind == EFFECT_REMOVE || event->kind == EFFECT_CLEAR)
                add_removal(memberships, event);
        }
    }
    GHashTable *parts = find_parts(program);
    GHashTableIter iter;
    gpointer list;
    g_hash_table_iter_init(&iter, memberships->by_record);
    while (g_hash_table_iter_next(&iter, NULL, &list))
        for (guint i = 0; i < ((GPtrArray *)list)->len; i++) {
            struct membership *membership = ((GPtrArray *)list)->pdata[i];
            find_removals(memberships, membership);
            find_other_births(memberships, membership);
            membership->is_by_constructor = registers_itself(membership);
            membership->is_by_maker |= membership->is_by_constructor;
            membership->has_other_births |= g_hash_table_contains(parts, membership->record) && !membership->is_by_constructor;
        }
    g_hash_table_destroy(parts);
    return memberships;
}

void memberships_free(struct memberships *memberships)
{
    g_hash_table_destroy(memberships->by_record);
    g_hash_table_destroy(memberships->by_link);
    g_hash_table_destroy(memberships->births);
    g_free(memberships);
}

const GPtrArray *memberships_of(const struct memberships *memberships, const char *record)
{
    return record != NULL ? g_hash_table_lookup(memberships->by_record, record) : NULL;
}
