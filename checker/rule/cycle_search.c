/* cycle_search.c: cycles among the objects of one function: from each store back to its holder, shortest first. */
#include "rule/cycle.h"

enum { SEARCH_STEPS = 4000 };

struct graph {
    const struct cycle_check *check;
    GArray *edges; /* struct hold, explicit and implied */
    uint32_t steps;
};

bool cycle_fits_type(const struct cycle_check *check, const struct hold *hold)
{
    const struct type *type = hold->at.path != NULL ? hold->at.path->type : NULL;
    if (type == NULL || hold->held.object->kind == OBJECT_CLOSURE || hold->held.object->record == NULL || hold->held.path != NULL)
        return true;
    const struct models *models = check->program->models;
    if (type->kind == TYPE_RECORD && models_ownership(models, type) == OWNERSHIP_SHARED && type->arg_count > 0)
        return type->args[0]->record == NULL || holds_related(check->program, type->args[0]->record, hold->held.object->record);
    return true;
}

/* The address of a member keeps nothing, but for aliasing pointers. */
bool cycle_is_of_part(const struct hold *hold)
{
    const struct field_path *part = hold->held.path;
    return part != NULL && strcmp(part->field, "part") != 0;
}

static bool is_heap(const struct object *object)
{
    return object->kind == OBJECT_THIS || object->kind == OBJECT_FIELD || object->kind == OBJECT_FRESH ||
           object->kind == OBJECT_RESULT || object->kind == OBJECT_CLOSURE;
}

static bool is_edge(const struct cycle_check *check, const struct hold *hold)
{
    if (cycle_is_of_part(hold))
        return false;
    if (hold->strength < HOLD_UNIQUE || !is_heap(hold->at.object) || !is_heap(hold->held.object))
        return false;
    bool is_part = hold->is_implied && hold->at.path != NULL &&
                   holds_field_is_part(check->holds, hold->at.path->record, hold->at.path->field);
    bool by_hand = hold->strength == HOLD_COUNTED || (hold->strength == HOLD_UNIQUE && hold->at.path != NULL &&
                                                      hold->at.path->type != NULL && hold->at.path->type->kind == TYPE_POINTER);
    if (by_hand && !is_part && hold->at.path != NULL &&
        !holds_field_is_counted(check->holds, hold->at.path->record, hold->at.path->field))
        return false;
    return cycle_fits_type(check, hold);
}

static bool is_overwritten(const struct holdings *holdings, const struct object *object)
{
    for (uint32_t i = 0; i < holdings->hold_count; i++) {
        const struct hold *hold = &holdings->holds[i];
        if (hold->at.object == object->base && hold->at.path == object->path && hold->held.object != object)
            return hold->via == NULL || strncmp(hold->via, "push", 4) != 0;
    }
    return false;
}

/* `child_->parent_ = …`: the field child_ of this keeps what it points to. */
static void add_implied(struct graph *graph, const struct holdings *holdings, const struct object *object, GHashTable *done)
{
    for (; object->kind == OBJECT_FIELD && object->base != NULL; object = object->base) {
        if (!g_hash_table_add(done, (gpointer)object) || object->path == NULL || is_overwritten(holdings, object))
            continue;
        struct hold hold = {.at = {.object = object->base, .path = object->path},
                            .held = {.object = object},
                            .is_implied = true,
                            .exits = UINT32_MAX,
                            .function = holdings->node->function};
        hold.strength = holds_type_strength(graph->check->program->models, object->path->type);
        bool is_raw = object->path->type != NULL && object->path->type->kind == TYPE_POINTER;
        if (is_raw && holds_field_is_counted(graph->check->holds, object->path->record, object->path->field))
            hold.strength = HOLD_COUNTED;
        else if (is_raw && holds_field_is_part(graph->check->holds, object->path->record, object->path->field))
            hold.strength = HOLD_UNIQUE;
        if (is_edge(graph->check, &hold))
            g_array_append_val(graph->edges, hold);
    }
}

static void build(struct graph *graph, const struct holdings *holdings)
{
    GHashTable *done = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (uint32_t i = 0; i < holdings->hold_count; i++)
        if (is_edge(graph->check, &holdings->holds[i]))
            g_array_append_val(graph->edges, holdings->holds[i]);
    guint explicit = graph->edges->len;
    for (guint i = 0; i < explicit; i++) {
        struct hold hold = g_array_index(graph->edges, struct hold, i);
        add_implied(graph, holdings, hold.at.object, done);
        add_implied(graph, holdings, hold.held.object, done);
    }
    g_hash_table_destroy(done);
}

static bool is_counted_somewhere(const struct cycle *cycle)
{
    for (uint32_t i = 0; i < cycle->count; i++)
        if (cycle->edges[i].strength >= HOLD_SHARED)
            return true;
    return false;
}

/* `fresh->next = at; if (prev) prev->next = fresh;` puts into a list: which `at` goes with which `prev` is not known. */
static bool may_be_list(const struct cycle *cycle)
{
    bool is_maybe = false;
    for (uint32_t i = 0; i < cycle->count; i++) {
        const struct field_path *path = cycle->edges[i].at.path, *first = cycle->edges[0].at.path;
        is_maybe = is_maybe || cycle->edges[i].is_maybe;
        if (path == NULL || first == NULL || path->record != first->record || path->field != first->field)
            return false;
    }
    return is_maybe && cycle->count > 1;
}

/* Continues from what the last edge holds, at most `limit` edges in all, back to the holder of the first. */
static bool extend(struct graph *graph, struct cycle *cycle, uint32_t limit)
{
    const struct object *at = cycle->edges[cycle->count - 1].held.object, *goal = cycle->edges[0].at.object;
    if (at == goal)
        return is_counted_somewhere(cycle) && !may_be_list(cycle);
    if (cycle->count == limit)
        return false;
    for (guint i = 0; i < graph->edges->len && graph->steps < SEARCH_STEPS; i++) {
        const struct hold *edge = &g_array_index(graph->edges, struct hold, i);
        graph->steps++;
        if (edge->at.object != at || (cycle->exits & edge->exits) == 0)
            continue;
        uint32_t before = cycle->exits;
        cycle->edges[cycle->count++] = *edge;
        cycle->exits &= edge->exits;
        if (extend(graph, cycle, limit))
            return true;
        cycle->count--;
        cycle->exits = before;
    }
    return false;
}

void cycle_search(struct cycle_check *check, const struct holdings *holdings, cycle_found *found)
{
    struct graph graph = {.check = check, .edges = g_array_new(FALSE, FALSE, sizeof(struct hold))};
    build(&graph, holdings);
    for (guint i = 0; i < graph.edges->len; i++) {
        const struct hold *first = &g_array_index(graph.edges, struct hold, i);
        graph.steps = 0;
        for (uint32_t limit = 1; !first->is_implied && limit <= CYCLE_EDGES; limit++) {
            struct cycle cycle = {.edges = {*first}, .count = 1, .exits = first->exits, .holdings = holdings};
            if (extend(&graph, &cycle, limit)) {
                found(check, &cycle);
                break;
            }
        }
    }
    g_array_free(graph.edges, TRUE);
}
