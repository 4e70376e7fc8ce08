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

static void list_hold(struct cycle_check *check, const struct hold *hold)
{
    const struct field_path *path = hold->at.path;
    const struct object *held = hold->held.object;
    if (hold->strength < HOLD_UNIQUE || path == NULL || path->record == NULL || hold->call_loc.line != 0)
        return;
    const struct record *record = g_hash_table_lookup(check->program->records, path->record);
    if (record == NULL || record->name == NULL)
        return;
    struct hold_row *row = arena_new_item(check->results->arena, struct hold_row);
    char *holder = g_strdup_printf("%s.%s", record->name, path->field);
    const char *what = held->kind == OBJECT_CLOSURE ? "lambda"
                       : held->record != NULL       ? holds_record_name(check->program, held->record)
                                                    : NULL;
    const char *how = path->type != NULL && path->type->name != NULL ? path->type->name : "reference";
    *row = (struct hold_row){.holder = results_copy(check->results, holder),
                             .held = results_copy(check->results, what),
                             .how = results_copy(check->results, how),
                             .loc = results_copy_loc(check->results, hold->loc)};
    g_free(holder);
    if (what != NULL)
        g_ptr_array_add(check->results->holds, row);
}

static void check_program(const struct program *program, struct results *results)
{
    struct cycle_check check = {.program = program, .results = results, .holds = holds_build(program)};
    check.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
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
