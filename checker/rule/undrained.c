/* undrained.c: the owner of a container is freed, and what lies in the container is left: nobody else can get at it.
 *
 *     TAILQ_INSERT_TAIL(&s->queue, m, next);            session_send: m was made for the queue
 *     free(s);                                          session_close: and the messages?
 *
 * Claimed only where the end of the owner says nothing at all of the container, neither itself nor in what it calls; where its
 * callers do not empty it; and where the program takes entries out of it, and ends such objects, elsewhere. The objects must be
 * made by who puts them in.
 *
 * Not seen: a container that is always empty by then, because the owner ends with the last of its entries. */
#include "rule/owner_end.h"

enum { CALLEES_DOWN = 2, CALLERS_UP = 2, NESTED_RECORDS = 2 };

/* A field of an owner into which functions put objects that they have made. */
struct store_room {
    const char *key, *record, *field; /* "record.field" */
    const char *element;              /* id of the record of the objects, or of the nodes that carry them */
    const struct event *event;
    GHashTable *mentions; /* struct node * that name the field */
    GHashTable *empties;  /* struct node * that take something out, or end what they find there */
};

struct undrained {
    struct owner_end *owner;
    GPtrArray *rooms;     /* struct store_room *, in order */
    GHashTable *by_key;   /* key -> struct store_room * */
    GHashTable *by_field; /* interned field name -> GPtrArray of struct store_room * */
    GPtrArray *records;   /* ids of records whose objects end somewhere */
    GHashTable *ends;     /* record id -> GPtrArray of struct event *: the ends of such objects */
};

/* --- gathering ---------------------------------------------------------------------------------------------------------------
 */

static const struct region *field_of(const struct region *container)
{
    while (container != NULL && (container->kind == REGION_DEREF || container->kind == REGION_ELEMENT))
        container = container->parent;
    return container != NULL && container->kind == REGION_FIELD ? container : NULL;
}

/* Of a record that we know, and no link from node to node. */
static bool is_room(const struct program *program, const struct region *field)
{
    bool is_known = field->record != NULL && g_hash_table_contains(program->records, field->record);
    return is_known && !registry_is_link(&program->flow, field->record, field->name);
}

static void add_room(struct undrained *undrained, const struct event *event)
{
    const uint32_t own_way = EFFECT_WEAK | EFFECT_COPIES | EFFECT_BOUNDED | EFFECT_ONCE | EFFECT_OF_ELEMENT | EFFECT_UNTIL_FALSE |
                             EFFECT_OWNS | EFFECT_REPLACES | EFFECT_BY_NAME;
    const char *element = event->cell_record != NULL ? event->cell_record : event_record(undrained->owner->check->program, event);
    const struct region *field = field_of(event->container);
    bool is_made_for_it = event->is_new || event->cell_record != NULL;
    if (!is_made_for_it || !event->is_object || element == NULL || field == NULL ||
        !is_room(undrained->owner->check->program, field) || (event->flags & own_way) != 0 ||
        g_strcmp0(field->record, element) == 0 || g_hash_table_contains(undrained->by_key, event->key))
        return;
    struct store_room *room = g_new0(struct store_room, 1);
    *room =
        (struct store_room){.key = event->key, .record = field->record, .field = field->name, .element = element, .event = event};
    room->mentions = g_hash_table_new(g_direct_hash, g_direct_equal);
    room->empties = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_ptr_array_add(undrained->rooms, room);
    g_hash_table_insert(undrained->by_key, (gpointer)event->key, room);
    GPtrArray *list = g_hash_table_lookup(undrained->by_field, room->field);
    if (list == NULL)
        g_hash_table_insert(undrained->by_field, (gpointer)room->field, list = g_ptr_array_new());
    g_ptr_array_add(list, room);
}

static void mention_place(const struct undrained *undrained, const struct node *node, const struct place *place)
{
    for (uint32_t i = 0; place != NULL && i < place->step_count; i++) {
        const struct selector *step = &place->steps[i];
        const GPtrArray *list = step->kind == SELECT_FIELD ? g_hash_table_lookup(undrained->by_field, step->field) : NULL;
        for (guint k = 0; list != NULL && k < list->len; k++) {
            struct store_room *room = list->pdata[k];
            if (g_strcmp0(room->record, step->record) == 0)
                g_hash_table_add(room->mentions, (gpointer)node);
        }
    }
}

static void mention_instr(const struct undrained *undrained, const struct node *node, const struct instr *instr)
{
    mention_place(undrained, node, instr->dst);
    for (uint32_t i = 0; i < instr->arg_count; i++)
        mention_place(undrained, node, instr->args[i].place);
    if (instr->call != NULL)
        mention_place(undrained, node, instr->call->receiver.place);
}

static void find_mentions(const struct undrained *undrained, const struct node *node)
{
    for (uint32_t b = 0; b < node->function->block_count; b++) {
        const struct block *block = &node->function->blocks[b];
        for (uint32_t i = 0; i < block->instr_count; i++)
            mention_instr(undrained, node, &block->instrs[i]);
        mention_place(undrained, node, block->term.condition.left.place);
        mention_place(undrained, node, block->term.value.place);
        if (block->term.macro != NULL)
            mention_instr(undrained, node, block->term.macro);
    }
}

static struct store_room *room_around(const struct undrained *undrained, const struct region *place)
{
    for (; place != NULL; place = place->parent) {
        const char *key = registry_key(&undrained->owner->check->program->flow, place);
        struct store_room *room = key != NULL ? g_hash_table_lookup(undrained->by_key, key) : NULL;
        if (room != NULL)
            return room;
    }
    return NULL;
}

static void find_emptying(const struct undrained *undrained, const struct node *node)
{
    for (guint i = 0; i < node->events->len; i++) {
        const struct event *event = node->events->pdata[i];
        bool takes_out = event->kind == EFFECT_REMOVE || event->kind == EFFECT_CLEAR;
        struct store_room *room = takes_out && event->key != NULL ? g_hash_table_lookup(undrained->by_key, event->key)
                                  : event->kind == EFFECT_END     ? room_around(undrained, event->container)
                                                                  : NULL;
        if (room == NULL && event->kind == EFFECT_END)
            room = room_around(undrained, event->looked_up_in);
        if (room != NULL)
            g_hash_table_add(room->empties, (gpointer)node);
    }
}

/* --- judging -----------------------------------------------------------------------------------------------------------------
 */

/* The field lies in the object: its own, or of a record that is part of it. */
static bool is_part_of(const struct program *program, const char *part, const char *whole, int depth)
{
    if (g_strcmp0(part, whole) == 0)
        return true;
    const struct record *record = depth > 0 ? g_hash_table_lookup(program->records, whole) : NULL;
    for (uint32_t i = 0; record != NULL && i < record->field_count; i++) {
        const struct type *type = record->fields[i].type;
        if (type->kind == TYPE_RECORD && type->record != NULL && is_part_of(program, part, type->record, depth - 1))
            return true;
    }
    return false;
}

static bool reaches(GHashTable *nodes, const struct node *node, int depth)
{
    bool found = g_hash_table_contains(nodes, node);
    for (guint i = 0; depth > 0 && i < node->callees->len && !found; i++)
        found = reaches(nodes, node->callees->pdata[i], depth - 1);
    return found;
}

/* Whoever calls it, with what that calls itself; further up it is about other objects. */
static bool is_emptied_above(const struct store_room *room, const struct node *node, int depth)
{
    for (guint i = 0; depth > 0 && i < node->callers->len; i++) {
        const struct node *caller = node->callers->pdata[i];
        if (caller != node && (reaches(room->empties, caller, depth - 1) || is_emptied_above(room, caller, depth - 1)))
            return true;
    }
    return false;
}

static bool points_to(const struct type *type, const char *record)
{
    return type != NULL && type->kind == TYPE_POINTER && type->target != NULL && g_strcmp0(type->target->record, record) == 0;
}

/* Somebody unseen is given the owner, or the owner is copied as a whole: its contents may live on elsewhere. */
static bool is_given_away(const struct program *program, const struct node *node, const char *record)
{
    for (uint32_t b = 0; b < node->function->block_count; b++)
        for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++) {
            const struct instr *instr = &node->function->blocks[b].instrs[i];
            if (instr->op == OP_COPY && instr->dst != NULL && instr->dst->type->kind == TYPE_RECORD &&
                g_strcmp0(instr->dst->type->record, record) == 0)
                return true;
            bool is_seen = instr->op != OP_CALL || (instr->call->flags & CALL_SYSTEM) != 0 ||
                           program_node(program, instr->call->callee) != NULL ||
                           program_model((struct program *)program, instr) != NULL;
            for (uint32_t k = 0; k < instr->arg_count && !is_seen; k++)
                if (points_to(instr->args[k].type, record))
                    return true;
        }
    return false;
}

static bool is_taken_out_one_by_one(const struct check *check, const struct store_room *room)
{
    const struct registry *registry = g_hash_table_lookup(check->registries, room->key);
    for (guint i = 0; registry != NULL && i < registry->removals->len; i++)
        if (((const struct event *)registry->removals->pdata[i])->kind == EFFECT_REMOVE)
            return g_hash_table_contains(check->ended, room->element);
    return false;
}

static bool is_claim(const struct undrained *undrained, const struct store_room *room, const struct event *end)
{
    const struct check *check = undrained->owner->check;
    const struct node *node = end->node;
    return !reaches(room->mentions, node, CALLEES_DOWN) && !is_emptied_above(room, node, CALLERS_UP) &&
           !is_given_away(check->program, node, end->record);
}

/* Who empties two containers of the owner or more, and leaves just this one, has forgotten it; else the owner may end with its
 * last entry, or be of a kind that never has any. */
static enum confidence confidence_of(const struct undrained *undrained, const struct event *end)
{
    const struct program *program = undrained->owner->check->program;
    uint32_t emptied = 0, left = 0;
    for (guint i = 0; i < undrained->rooms->len; i++) {
        const struct store_room *room = undrained->rooms->pdata[i];
        if (!is_part_of(program, room->record, end->record, NESTED_RECORDS))
            continue;
        bool is_emptied = reaches(room->empties, end->node, CALLEES_DOWN);
        emptied += is_emptied;
        left += !is_emptied;
    }
    bool is_plain =
        owner_is_argument(end->object) && !program_runs_once(program, end->node) && !owner_counts_down(end->node, end->record);
    return is_plain && emptied >= 2 && left == 1 ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
}

static void report(const struct undrained *undrained, const struct store_room *room, const struct event *end)
{
    struct check *check = undrained->owner->check;
    const struct event *event = room->event;
    const char *subject = registry_subject(check->program, room->key);
    const char *element = event->element != NULL ? event->element : "an object", *function = end->node->function->display;
    enum confidence confidence = confidence_of(undrained, end);
    struct draft draft = draft_new(check->results, "unremoved-registration", "undrained", confidence, event->site);
    struct finding *finding = draft.finding;
    finding->message = draft_text(&draft, "'%s' is put into '%s' here, and '%s' ends the owner of '%s' without emptying it",
                                  element, subject, function, subject);
    finding->function = results_copy(check->results, event->node->function->display);
    finding->subject = results_copy(check->results, subject);
    finding->container = results_copy(check->results, room->key);
    finding->context = draft_text(&draft, "%s %s", event->via, element);
    draft_step(&draft, event->site, event->node->function->display, "'%s' is put into '%s' here", element, subject);
    draft_step(&draft, end->site, function, "the owner of '%s' ends here", subject);
    draft_evidence(&draft, "neither '%s' nor what it calls says anything of '%s'", function, subject);
    finding->fix = draft_text(&draft, "empty '%s' in '%s', and end what is in it", subject, function);
    if (draft_report(&draft, check->program))
        g_hash_table_insert(check->reported, registration_site(event->site), (gpointer) "undrained");
}

/* Not what the function has made itself: that is empty yet. */
static bool is_grown_up(const struct event *end)
{
    return end->object != NULL && (owner_is_argument(end->object) || end->container != NULL || end->looked_up_in != NULL);
}

/* The function that ends what it is given, before those that call it. */
static bool is_better(const struct undrained *undrained, const struct event *end, const struct event *than)
{
    const struct program *program = undrained->owner->check->program;
    bool is_once = program_runs_once(program, end->node), was_once = program_runs_once(program, than->node);
    if (is_once != was_once)
        return was_once;
    return owner_is_argument(end->object) && !owner_is_argument(than->object);
}

static void judge(const struct undrained *undrained, const struct store_room *room)
{
    const struct check *check = undrained->owner->check;
    const struct event *best = NULL;
    char *site = registration_site(room->event->site);
    bool is_open = !g_hash_table_contains(check->reported, site) && is_taken_out_one_by_one(check, room);
    for (guint r = 0; r < undrained->records->len && is_open; r++) {
        const char *record = undrained->records->pdata[r];
        const GPtrArray *ends = g_hash_table_lookup(undrained->ends, record);
        bool is_owner = is_part_of(check->program, room->record, record, NESTED_RECORDS);
        for (guint i = 0; i < ends->len && is_owner; i++)
            if (is_claim(undrained, room, ends->pdata[i]) && (best == NULL || is_better(undrained, ends->pdata[i], best)))
                best = ends->pdata[i];
    }
    if (best != NULL)
        report(undrained, room, best);
    g_free(site);
}

static void add_end(struct undrained *undrained, const struct event *event)
{
    GPtrArray *list = g_hash_table_lookup(undrained->ends, event->record);
    if (list == NULL) {
        g_hash_table_insert(undrained->ends, (gpointer)event->record, list = g_ptr_array_new());
        g_ptr_array_add(undrained->records, (gpointer)event->record);
    }
    g_ptr_array_add(list, (gpointer)event);
}

static void gather(struct undrained *undrained, const struct node *node)
{
    for (guint i = 0; i < node->events->len; i++) {
        const struct event *event = node->events->pdata[i];
        if (event->kind == EFFECT_REGISTER && event->key != NULL)
            add_room(undrained, event);
        else if (event->kind == EFFECT_END && (event->flags & EFFECT_HANDLE) == 0 && is_grown_up(event))
            add_end(undrained, event);
    }
}

static void room_free(gpointer data)
{
    struct store_room *room = data;
    g_hash_table_destroy(room->mentions);
    g_hash_table_destroy(room->empties);
    g_free(room);
}

void undrained_report(struct owner_end *owner)
{
    struct undrained undrained = {
        .owner = owner, .rooms = g_ptr_array_new_with_free_func(room_free), .records = g_ptr_array_new()};
    undrained.by_key = g_hash_table_new(g_str_hash, g_str_equal);
    undrained.by_field = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    undrained.ends = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    const GPtrArray *nodes = owner->check->program->nodes;
    for (guint n = 0; n < nodes->len; n++)
        gather(&undrained, nodes->pdata[n]);
    for (guint n = 0; n < nodes->len; n++) {
        find_mentions(&undrained, nodes->pdata[n]);
        find_emptying(&undrained, nodes->pdata[n]);
    }
    for (guint i = 0; i < undrained.rooms->len; i++)
        judge(&undrained, undrained.rooms->pdata[i]);
    g_hash_table_destroy(undrained.ends);
    g_hash_table_destroy(undrained.by_field);
    g_hash_table_destroy(undrained.by_key);
    g_ptr_array_unref(undrained.records);
    g_ptr_array_unref(undrained.rooms);
}
