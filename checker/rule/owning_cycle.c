/* owning_cycle.c: objects that keep each other alive, so that none of them is ever freed.
 *
 *     struct Session : std::enable_shared_from_this<Session> {
 *         std::function<void()> on_close_;
 *         void start() { on_close_ = [self = shared_from_this()] { self->stop(); }; }    // [capture] Session > lambda > Session
 *     };
 *
 * The ownership graph (program/holds.h) says what each function's stores, and those of its callees, make hold what. A cycle of
 * such edges, one of them counted, is a finding unless something empties one of its fields while it lives.
 *
 * Not seen: cycles through containers or callbacks of unseen libraries; a field emptied by code outside the program. */
#include "rule/cycle.h"

static void consider(struct cycle_check *check, const struct cycle *cycle)
{
    char *signature = cycle_signature(check, cycle);
    if (!g_hash_table_add(check->seen, signature))
        return;
    struct verdict verdict = cycle_judge(check, cycle);
    if (!verdict.is_broken)
        cycle_report(check, cycle, &verdict);
}

/* Who has the field: its class, or the lambda that captured it; NULL: nobody with a name. */
static char *holder_name(const struct cycle_check *check, const struct hold *hold)
{
    const struct field_path *path = hold->at.path;
    const struct object *at = hold->at.object;
    if (at->kind == OBJECT_CLOSURE)
        return g_strdup_printf("lambda at %s:%u.%s", at->loc.file, at->loc.line, path->field);
    const struct record *record = path->record != NULL ? g_hash_table_lookup(check->program->records, path->record) : NULL;
    return record != NULL && record->name != NULL ? g_strdup_printf("%s.%s", record->name, path->field) : NULL;
}

static const char *held_name(struct cycle_check *check, const struct object *held)
{
    if (held->kind != OBJECT_CLOSURE)
        return held->record != NULL ? results_copy(check->results, holds_record_name(check->program, held->record)) : NULL;
    g_autofree char *name = g_strdup_printf("lambda at %s:%u", held->loc.file, held->loc.line);
    return results_copy(check->results, name);
}

static void list_hold(struct cycle_check *check, const struct hold *hold)
{
    const struct field_path *path = hold->at.path;
    if (hold->strength < HOLD_UNIQUE || path == NULL)
        return;
    g_autofree char *holder = holder_name(check, hold);
    const char *held = held_name(check, hold->held.object);
    if (holder == NULL || held == NULL)
        return;
    char *key = g_strdup_printf("%s > %s at %s:%u", holder, held, hold->loc.file, hold->loc.line);
    if (!g_hash_table_add(check->listed, key)) /* seen by another function, which calls the one that stores */
        return;
    const char *how = path->type != NULL && path->type->name != NULL ? path->type->name : "reference";
    struct hold_row *row = arena_new_item(check->results->arena, struct hold_row);
    *row = (struct hold_row){.holder = results_copy(check->results, holder),
                             .held = held,
                             .how = results_copy(check->results, how),
                             .loc = results_copy_loc(check->results, hold->loc)};
    g_ptr_array_add(check->results->holds, row);
}

static void check_program(const struct program *program, struct results *results)
{
    struct cycle_check check = {.program = program, .results = results, .holds = holds_build(program)};
    check.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check.listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check.teardown = g_hash_table_new(g_direct_hash, g_direct_equal);
    check.closing = g_hash_table_new(g_direct_hash, g_direct_equal);
    cycle_find_teardown(&check);
    cycle_find_closing(&check);
    for (uint32_t i = 0; i < holds_count(check.holds); i++) {
        const struct holdings *holdings = holds_at(check.holds, i);
        cycle_search(&check, holdings, consider);
        for (uint32_t k = 0; k < holdings->hold_count; k++)
            list_hold(&check, &holdings->holds[k]);
    }
    cycle_search_split(&check, consider);
    untraversed_check(&check);
    g_hash_table_destroy(check.seen);
    g_hash_table_destroy(check.listed);
    g_hash_table_destroy(check.teardown);
    g_hash_table_destroy(check.closing);
    holds_free(check.holds);
}

static const char *const kinds[] = {"stored", "capture", "split", "refcount", "untraversed", NULL};

const struct rule rule_owning_cycle = {
    .id = "owning-cycle",
    .brief = "objects keep each other alive, so that none of them is ever freed",
    .kinds = kinds,
    .check = check_program,
};
