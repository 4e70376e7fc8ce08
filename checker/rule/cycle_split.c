/* cycle_split.c: two classes that hold each other, by stores that stand in different functions:
 *
 *     void Room::add(std::shared_ptr<Member> m) { members_.push_back(m); }
 *     std::shared_ptr<Member> Room::invite() { return std::make_shared<Member>(shared_from_this()); }   // Member::room_
 *
 * Two types that could hold each other are no finding. One of the stores must show that it is the holder itself that is held:
 * an object that hands itself out, or a field that says by its name that it points back. */
#include "rule/cycle.h"

/* What one class's field was seen to hold, program-wide. */
struct type_edge {
    const char *from, *to; /* record ids */
    const char *record, *field;
    struct hold hold; /* the store that says most */
    int evidence;
};

static const char *holder_record(const struct hold *hold)
{
    if (hold->at.object->record != NULL)
        return hold->at.object->record;
    const struct field_path *path = hold->at.path;
    while (path != NULL && path->before != NULL)
        path = path->before;
    return path != NULL ? path->record : NULL;
}

static bool hands_out_itself(const struct hold *hold)
{
    const struct object *held = hold->held.object, *at = hold->at.object;
    if (held->kind == OBJECT_THIS && at != held)
        return true;
    return false;
}

static bool says_back(const char *field)
{
    static const char *const words[] = {"parent", "owner", "back"};
    char *lower = g_ascii_strdown(field, -1);
    bool found = false;
    for (guint i = 0; i < G_N_ELEMENTS(words) && !found; i++)
        found = strstr(lower, words[i]) != NULL;
    g_free(lower);
    return found;
}

static struct type_edge *edge_between(GPtrArray *edges, const char *from, const char *to, const struct field_path *path)
{
    for (guint i = 0; i < edges->len; i++) {
        struct type_edge *edge = edges->pdata[i];
        if (edge->from == from && edge->to == to && edge->record == path->record && edge->field == path->field)
            return edge;
    }
    struct type_edge *edge = g_new0(struct type_edge, 1);
    *edge = (struct type_edge){.from = from, .to = to, .record = path->record, .field = path->field, .evidence = -1};
    g_ptr_array_add(edges, edge);
    return edge;
}

static void gather(const struct cycle_check *check, GPtrArray *edges, const struct hold *hold)
{
    const char *from = holder_record(hold), *to = hold->held.object->record;
    const struct field_path *path = hold->at.path;
    bool is_use = hold->strength == HOLD_SHARED && path != NULL && path->record != NULL;
    bool is_sound = !cycle_is_of_part(hold) && cycle_fits_type(check, hold);
    if (!is_use || !is_sound || from == NULL || to == NULL || from == to || holds_related(check->program, from, to))
        return;
    struct type_edge *edge = edge_between(edges, from, to, path);
    int evidence = hands_out_itself(hold) ? 2 : says_back(path->field) ? 1 : 0;
    if (evidence > edge->evidence)
        edge->evidence = evidence, edge->hold = *hold;
}

static void join(struct cycle_check *check, const struct type_edge *back, const struct type_edge *forth, cycle_found *found)
{
    struct cycle cycle = {.count = 2, .exits = UINT32_MAX, .is_split = true};
    cycle.edges[0] = forth->hold;
    cycle.edges[1] = back->hold;
    cycle.edges[0].call_loc.line = cycle.edges[1].call_loc.line = 0;
    found(check, &cycle);
}

void cycle_search_split(struct cycle_check *check, cycle_found *found)
{
    GPtrArray *edges = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < holds_count(check->holds); i++) {
        const struct holdings *holdings = holds_at(check->holds, i);
        for (uint32_t k = 0; k < holdings->hold_count; k++)
            gather(check, edges, &holdings->holds[k]);
    }
    for (guint i = 0; i < edges->len; i++) {
        const struct type_edge *back = edges->pdata[i];
        for (guint k = 0; back->evidence > 0 && k < edges->len; k++) {
            const struct type_edge *forth = edges->pdata[k];
            bool is_exact = forth->hold.held.object->kind == OBJECT_FRESH; /* made as what it is: no class derived from it */
            bool closes = holds_derives(check->program, back->to, forth->from) &&
                          (is_exact ? holds_derives(check->program, forth->to, back->from)
                                    : holds_related(check->program, forth->to, back->from));
            if (closes)
                join(check, back, forth, found);
        }
    }
    g_ptr_array_unref(edges);
}
