/* cycle_break.c: does anything empty one of the fields of a cycle while it lives?
 *
 *     void Conn::close() { on_read_ = nullptr; }     // called somewhere: the cycle is broken on purpose
 *     Conn::~Conn() { on_read_ = nullptr; }          // in vain: on_read_ keeps the Conn alive, so this never runs */
#include "rule/cycle.h"

/* --- one break
 * ------------------------------------------------------------------------------------------------------------------------- */

static bool is_own_teardown(const struct cycle_check *check, const struct cycle *cycle, const struct node *node)
{
    const char *record = g_hash_table_lookup(check->teardown, node);
    for (uint32_t i = 0; record != NULL && i < cycle->count; i++) {
        const struct hold *edge = &cycle->edges[i];
        const char *holder = edge->at.object->record, *held = edge->held.object->record;
        const char *declared = edge->at.path != NULL ? edge->at.path->record : NULL;
        if ((holder != NULL && holds_related(check->program, record, holder)) ||
            (held != NULL && holds_related(check->program, record, held)) || declared == record)
            return true;
    }
    return false;
}

static bool is_move_of_record(const struct node *node, const struct break_site *site)
{
    const struct function *function = node->function;
    bool is_assignment = function->name != NULL && g_str_has_suffix(function->name, "operator=");
    return function->record == site->record && ((function->flags & FUNCTION_CONSTRUCTOR) || is_assignment);
}

static bool is_alive(const struct cycle_check *check, const struct node *node)
{
    const struct function *function = node->function;
    if (node->callers->len > 0 || node->is_address_taken ||
        (function->flags & (FUNCTION_VIRTUAL | FUNCTION_CLOSURE | FUNCTION_DESTRUCTOR)))
        return true;
    if (function->override_count > 0 || strcmp(function->display, "main") == 0)
        return true;
    return check->entries != 1 && !(function->flags & (FUNCTION_INTERNAL | FUNCTION_PRIVATE));
}

static uint32_t block_at(const struct function *function, const struct loc *loc)
{
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++)
            if (loc_compare(&function->blocks[b].instrs[i].loc, loc) == 0)
                return b;
    return NO_BLOCK;
}

static bool reaches(const struct function *function, uint32_t from, uint32_t to)
{
    if (from == to)
        return true;
    bool *seen = g_new0(bool, function->block_count);
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(stack, from);
    bool found = false;
    while (stack->len > 0 && !found) {
        const struct block *block = &function->blocks[g_array_index(stack, uint32_t, stack->len - 1)];
        g_array_set_size(stack, stack->len - 1);
        for (uint32_t i = 0; i < block->term.succ_count; i++) {
            uint32_t next = block->term.succs[i];
            if (seen[next] || function->blocks[next].order <= block->order)
                continue;
            seen[next] = true;
            found = found || next == to;
            g_array_append_val(stack, next);
        }
    }
    g_array_free(stack, TRUE);
    g_free(seen);
    return found;
}

enum order { ORDER_ELSEWHERE, ORDER_BEFORE, ORDER_AFTER };

/* Where the break stands, if it is in a function that makes a store of the cycle. */
static enum order order_of(const struct cycle *cycle, const struct break_site *site)
{
    const struct function *function = site->node->function;
    for (uint32_t i = 0; i < cycle->count; i++) {
        const struct hold *edge = &cycle->edges[i];
        if (edge->is_implied)
            continue;
        bool is_here = cycle->holdings != NULL && cycle->holdings->node->function == function && edge->call_loc.line != 0;
        if (!is_here && edge->function != function)
            continue;
        const struct loc *loc = is_here ? &edge->call_loc : &edge->loc;
        uint32_t store = block_at(function, loc);
        if (store == NO_BLOCK || site->block >= function->block_count)
            continue;
        if (store == site->block)
            return loc_compare(&site->loc, loc) <= 0 ? ORDER_BEFORE : ORDER_AFTER;
        if (reaches(function, site->block, store))
            return ORDER_BEFORE;
        if (reaches(function, store, site->block))
            return ORDER_AFTER;
    }
    return ORDER_ELSEWHERE;
}

static void judge_site(const struct cycle_check *check, const struct cycle *cycle, const struct break_site *site,
                       struct verdict *verdict)
{
    enum order order = order_of(cycle, site);
    if (order == ORDER_BEFORE || is_move_of_record(site->node, site))
        return;
    if (order == ORDER_AFTER) {
        verdict->partial = verdict->partial != NULL ? verdict->partial : site;
        return;
    }
    if (is_own_teardown(check, cycle, site->node)) {
        verdict->in_vain = verdict->in_vain != NULL ? verdict->in_vain : site;
        return;
    }
    if (!is_alive(check, site->node)) {
        verdict->uncalled = verdict->uncalled != NULL ? verdict->uncalled : site;
        return;
    }
    if (!g_hash_table_contains(check->closing, site->node)) {
        verdict->in_passing = verdict->in_passing != NULL ? verdict->in_passing : site;
        return;
    }
    verdict->is_broken = true;
    verdict->reason = site->node->function->display;
}

static void judge_field(const struct cycle_check *check, const struct cycle *cycle, const struct field_path *path,
                        struct verdict *verdict)
{
    const GPtrArray *sites = holds_breaks(check->holds, path->record, path->field);
    for (guint i = 0; sites != NULL && i < sites->len && !verdict->is_broken; i++)
        judge_site(check, cycle, sites->pdata[i], verdict);
}

struct verdict cycle_judge(const struct cycle_check *check, const struct cycle *cycle)
{
    struct verdict verdict = {.is_broken = false};
    for (uint32_t i = 0; i < cycle->count; i++) {
        for (const struct field_path *path = cycle->edges[i].at.path; path != NULL; path = path->before)
            judge_field(check, cycle, path, &verdict);
        const GPtrArray *handles = cycle->edges[i].has_handle ? holds_handle_breaks(check->holds) : NULL;
        for (guint k = 0; handles != NULL && k < handles->len && !verdict.is_broken; k++)
            judge_site(check, cycle, handles->pdata[k], &verdict);
    }
    return verdict;
}
