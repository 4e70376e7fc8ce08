/* cycle_report.c: putting a cycle into words: its edges as steps, which of them should be weak, and how. */
#include "rule/cycle.h"

/* --- names
 * -------------------------------------------------------------------------------------------------------------------------- */

static const char *closure_owner(const struct object *closure)
{
    while (closure->base != NULL)
        closure = closure->base;
    const struct instr *site = closure->site;
    return site->op == OP_CLOSURE ? "lambda" : "bound function";
}

static const char *object_name(const struct cycle_check *check, const struct object *object)
{
    if (object->kind == OBJECT_CLOSURE)
        return closure_owner(object);
    if (object->record != NULL && g_hash_table_lookup(check->program->records, object->record) != NULL)
        return holds_record_name(check->program, object->record);
    return object->type != NULL && object->type->name != NULL ? object->type->name : "object";
}

/* What an edge holds, for people: what the field declares when the object itself is of unknown type. */
static const char *held_name(const struct cycle_check *check, const struct cycle *cycle, uint32_t i)
{
    const struct object *held = cycle->edges[i].held.object;
    if (held->kind == OBJECT_CLOSURE || held->record != NULL)
        return object_name(check, held);
    const struct hold *next = &cycle->edges[(i + 1) % cycle->count];
    return next->at.path != NULL && next->at.path->record != NULL ? holds_record_name(check->program, next->at.path->record)
                                                                  : "object";
}

static const char *edge_name(struct draft *draft, const struct cycle_check *check, const struct hold *edge)
{
    if (edge->at.object->kind == OBJECT_CLOSURE)
        return edge->at.path != NULL ? edge->at.path->field : "capture";
    if (edge->at.path == NULL)
        return draft_text(draft, "%s", object_name(check, edge->at.object));
    const char *record = edge->at.path->record;
    return draft_text(draft, "%s::%s",
                      record != NULL ? holds_record_name(check->program, record) : object_name(check, edge->at.object),
                      edge->at.path->field);
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *cycle_signature(const struct cycle_check *check, const struct cycle *cycle)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < cycle->count; i++) {
        const struct hold *edge = &cycle->edges[i];
        if (edge->at.object->kind == OBJECT_CLOSURE)
            continue;
        g_ptr_array_add(parts, edge->at.path != NULL ? g_strdup_printf("%s.%s", edge->at.path->record, edge->at.path->field)
                                                     : g_strdup(object_name(check, edge->at.object)));
    }
    if (parts->len == 0) /* closures only: a function that captures itself */
        g_ptr_array_add(parts, g_strdup_printf("%s:%u", cycle->edges[0].loc.file, cycle->edges[0].loc.line));
    g_ptr_array_sort(parts, by_text);
    g_ptr_array_add(parts, NULL);
    char *signature = g_strjoinv(" ", (char **)parts->pdata);
    g_ptr_array_unref(parts);
    return signature;
}

/* --- which edge is the back edge
 * ------------------------------------------------------------------------------------------------------- */

static bool name_has(const char *field, const char *const *words)
{
    char *lower = g_ascii_strdown(field, -1);
    bool found = false;
    for (; *words != NULL && !found; words++)
        found = strstr(lower, *words) != NULL;
    g_free(lower);
    return found;
}

static const char *const back_names[] = {"parent", "owner", "back", "prev", "outer", NULL};
static const char *const owner_names[] = {"container", "server", "manager", "session", "self", "context", "host", "ctx", NULL};

static int back_score(const struct hold *edge)
{
    bool is_counted = edge->strength >= HOLD_SHARED ||
                      (edge->strength == HOLD_CLOSURE && edge->held.object->kind != OBJECT_CLOSURE); /* in an `any` */
    if (!is_counted || edge->is_implied)
        return -1;
    if (edge->at.object->kind == OBJECT_CLOSURE)
        return 4;
    if (edge->at.path != NULL && name_has(edge->at.path->field, back_names))
        return 3;
    const struct object *held = edge->held.object;
    bool is_giver = held->kind == OBJECT_THIS || (held->kind == OBJECT_FIELD && held->base->kind == OBJECT_PARAM);
    bool is_new = edge->at.object->kind == OBJECT_FRESH || (held->kind == OBJECT_THIS && edge->at.object != held);
    if (is_giver && is_new) /* what an object gives of itself to one it makes */
        return 2;
    return edge->at.path != NULL && name_has(edge->at.path->field, owner_names) ? 1 : 0;
}

static uint32_t back_edge(const struct cycle *cycle)
{
    uint32_t best = 0;
    int best_score = -2;
    for (uint32_t i = 0; i < cycle->count; i++) {
        int score = back_score(&cycle->edges[i]);
        bool is_later = score == best_score && loc_compare(&cycle->edges[i].loc, &cycle->edges[best].loc) > 0;
        if (score > best_score || is_later)
            best = i, best_score = score;
    }
    return best;
}

/* --- the finding
 * ------------------------------------------------------------------------------------------------------------------------- */

static const char *kind_of(const struct cycle *cycle)
{
    const char *kind = cycle->is_split ? "split" : "stored";
    for (uint32_t i = 0; i < cycle->count; i++) {
        if (cycle->edges[i].strength == HOLD_COUNTED)
            return "refcount";
        if (cycle->edges[i].at.object->kind == OBJECT_CLOSURE)
            kind = "capture";
    }
    return kind;
}

static struct loc field_loc(const struct cycle_check *check, const struct hold *edge)
{
    const struct record *record =
        edge->at.path->record != NULL ? g_hash_table_lookup(check->program->records, edge->at.path->record) : NULL;
    for (uint32_t i = 0; record != NULL && i < record->field_count; i++)
        if (record->fields[i].name == edge->at.path->field)
            return record->fields[i].loc;
    return edge->loc;
}

static void add_step(struct draft *draft, const struct cycle_check *check, const struct cycle *cycle, uint32_t i)
{
    const struct hold *edge = &cycle->edges[i];
    const char *name = edge_name(draft, check, edge), *held = held_name(check, cycle, i);
    const char *function = edge->function != NULL ? edge->function->display : NULL;
    if (edge->is_implied) {
        draft_step(draft, field_loc(check, edge), NULL, "'%s' holds '%s': the same object that is stored to here", name, held);
    } else if (edge->at.object->kind == OBJECT_CLOSURE) {
        draft_step(draft, edge->loc, function, "the %s holds '%s': '%s' is captured by value", closure_owner(edge->at.object),
                   held, name);
    } else if (edge->via != NULL) {
        draft_step(draft, edge->loc, function, "'%s' holds '%s': stored here by %s", name, held, edge->via);
    } else {
        draft_step(draft, edge->loc, function, "'%s' holds '%s': stored here", name, held);
    }
    bool is_other_place = edge->call_loc.line != 0 && loc_compare(&edge->call_loc, &edge->loc) != 0 && cycle->holdings != NULL;
    if (is_other_place)
        draft_step(draft, edge->call_loc, cycle->holdings->node->function->display, "called from here");
}

static const char *message_of(struct draft *draft, const struct cycle_check *check, const struct cycle *cycle, uint32_t back)
{
    const struct hold *edge = &cycle->edges[back];
    const char *victim = held_name(check, cycle, back), *name = edge_name(draft, check, edge);
    if (edge->at.object->kind == OBJECT_CLOSURE) {
        const struct hold *keeper = edge;
        for (uint32_t i = 1; i < cycle->count && (keeper->at.path == NULL || keeper == edge); i++)
            keeper = &cycle->edges[(back + cycle->count - i) % cycle->count];
        return draft_text(draft, "'%s' is never freed: the %s kept in '%s' captures '%s', which holds it", victim,
                          closure_owner(edge->at.object), edge_name(draft, check, keeper), name);
    }
    if (cycle->count == 1)
        return draft_text(draft, "'%s' is never freed: its own '%s' holds it", victim, name);
    const struct hold *forth = &cycle->edges[(back + 1) % cycle->count];
    return draft_text(draft, "'%s' is never freed: '%s' holds it, and is itself kept by '%s'", victim, name,
                      edge_name(draft, check, forth));
}

static const char *fix_of(struct draft *draft, const struct cycle_check *check, const struct cycle *cycle, uint32_t back)
{
    const struct hold *edge = &cycle->edges[back];
    const char *name = edge_name(draft, check, edge);
    if (edge->strength == HOLD_COUNTED)
        return draft_text(draft,
                          "let '%s' point to '%s' without a reference of its own (a weak pointer), or drop it when the owner "
                          "closes",
                          name, held_name(check, cycle, back));
    if (edge->at.object->kind == OBJECT_CLOSURE)
        return draft_text(draft,
                          "capture a weak_ptr to '%s' instead of '%s' and lock() it inside, or empty the function when done",
                          held_name(check, cycle, back), name);
    return draft_text(draft, "make '%s' a weak_ptr and lock() it where it is used, or reset it when the owner closes", name);
}

static void add_evidence(struct draft *draft, const struct verdict *verdict)
{
    if (verdict->in_vain != NULL)
        draft_evidence(draft, "'%s' is emptied in '%s', which cannot run while the cycle keeps its object alive",
                       verdict->in_vain->field, verdict->in_vain->node->function->display);
    if (verdict->uncalled != NULL)
        draft_evidence(draft, "'%s' is emptied in '%s', but nothing calls that", verdict->uncalled->field,
                       verdict->uncalled->node->function->display);
    if (verdict->in_passing != NULL)
        draft_evidence(draft, "'%s' is emptied in '%s' alone: nothing that closes or stops the object does",
                       verdict->in_passing->field != NULL ? verdict->in_passing->field : "it",
                       verdict->in_passing->node->function->display);
    if (verdict->in_vain == NULL && verdict->uncalled == NULL && verdict->partial == NULL && verdict->in_passing == NULL)
        draft_evidence(draft, "nothing in the program empties any of these fields");
}

static void add_partial(struct draft *draft, const struct cycle *cycle, const struct verdict *verdict)
{
    if (verdict->partial == NULL)
        return;
    draft_step(draft, verdict->partial->loc, verdict->partial->node->function->display, "'%s' is emptied here, on other ways out",
               verdict->partial->field != NULL ? verdict->partial->field : "it");
    for (uint32_t i = 0; cycle->holdings != NULL && i < cycle->holdings->exit_count; i++)
        if (cycle->exits & (1u << MIN(i, 31u))) {
            draft_step(draft, cycle->holdings->exits[i], cycle->holdings->node->function->display,
                       "leaves here with the cycle closed");
            return;
        }
}

static enum confidence confidence_of(const struct cycle *cycle, const struct verdict *verdict)
{
    if (verdict->in_passing != NULL)
        return CONFIDENCE_LOW;
    bool is_medium = cycle->is_split || verdict->uncalled != NULL;
    for (uint32_t i = 0; i < cycle->count; i++)
        is_medium = is_medium || (cycle->edges[i].strength == HOLD_COUNTED && cycle->edges[i].is_implied);
    return is_medium ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH;
}

void cycle_report(struct cycle_check *check, const struct cycle *cycle, const struct verdict *verdict)
{
    uint32_t back = back_edge(cycle);
    const struct hold *edge = &cycle->edges[back];
    struct draft draft = draft_new(check->results, "owning-cycle", kind_of(cycle), confidence_of(cycle, verdict), edge->loc);
    struct finding *finding = draft.finding;
    finding->message = message_of(&draft, check, cycle, back);
    finding->function = edge->function != NULL ? results_copy(check->results, edge->function->display) : NULL;
    GString *subject = g_string_new(NULL), *context = g_string_new(NULL); /* without names: it outlives their change */
    for (uint32_t i = 0; i < cycle->count; i++) {
        uint32_t at = (back + 1 + i) % cycle->count;
        const char *via = cycle->edges[at].via;
        g_string_append_printf(context, "%s%s", i > 0 ? " > " : "", via != NULL ? via : "=");
        g_string_append_printf(subject, "%s%s", i > 0 ? " > " : "", edge_name(&draft, check, &cycle->edges[at]));
        add_step(&draft, check, cycle, at);
    }
    finding->subject = results_copy(check->results, subject->str);
    finding->context = results_copy(check->results, context->str);
    g_string_free(subject, TRUE);
    g_string_free(context, TRUE);
    add_partial(&draft, cycle, verdict);
    add_evidence(&draft, verdict);
    finding->fix = fix_of(&draft, check, cycle, back);
    draft_report(&draft, check->program);
}
