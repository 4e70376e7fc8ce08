/* reach.c: what runs again and again without bound?
 *
 * Code in a loop that waits for events (accept, poll, recv, dequeue), what it calls, and functions whose address is given away:
 * event, request, timer and thread callbacks, handler tables. Loops over argv or configuration do not wait, and do not count. */
#include "program/internal.h"

static bool call_waits(struct program *program, const struct instr *instr)
{
    return model_effect(program_model(program, instr), EFFECT_WAIT) != NULL;
}

static bool waits_itself(struct program *program, const struct function *function)
{
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++)
            if (function->blocks[b].instrs[i].op == OP_CALL && call_waits(program, &function->blocks[b].instrs[i]))
                return true;
    return false;
}

static void spread_to_callers(GPtrArray *work)
{
    while (work->len > 0) {
        struct node *node = g_ptr_array_steal_index_fast(work, work->len - 1);
        for (guint i = 0; i < node->callers->len; i++) {
            struct node *caller = node->callers->pdata[i];
            if (!caller->waits) {
                caller->waits = true;
                g_ptr_array_add(work, caller);
            }
        }
    }
}

static void spread_to_callees(GPtrArray *work)
{
    while (work->len > 0) {
        struct node *node = g_ptr_array_steal_index_fast(work, work->len - 1);
        for (guint i = 0; i < node->callees->len; i++) {
            struct node *callee = node->callees->pdata[i];
            if (!callee->repeats) {
                callee->repeats = true;
                g_ptr_array_add(work, callee);
            }
        }
    }
}

/* Blocks of the natural loop with this head: those that reach a back edge to it without passing it. */
static void mark_loop(const struct function *function, uint32_t head, bool *in_loop)
{
    GArray *work = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    in_loop[head] = true;
    for (uint32_t i = 0; i < function->blocks[head].pred_count; i++) {
        uint32_t pred = function->blocks[head].preds[i];
        if (function->blocks[pred].order != NO_BLOCK && function->blocks[pred].order >= function->blocks[head].order)
            g_array_append_val(work, pred);
    }
    while (work->len > 0) {
        uint32_t index = g_array_index(work, uint32_t, work->len - 1);
        g_array_set_size(work, work->len - 1);
        if (in_loop[index])
            continue;
        in_loop[index] = true;
        for (uint32_t i = 0; i < function->blocks[index].pred_count; i++)
            g_array_append_val(work, function->blocks[index].preds[i]);
    }
    g_array_free(work, TRUE);
}

static bool loop_waits(struct program *program, const struct function *function, const bool *in_loop)
{
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; in_loop[b] && i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (instr->op != OP_CALL)
                continue;
            const struct node *callee = program_node(program, instr->call->callee);
            if (call_waits(program, instr) || (callee != NULL && callee->waits))
                return true;
        }
    return false;
}

/* What the blocks of a waiting loop call runs for every event; so does what stands in the loop itself. */
static void repeat_loop(struct program *program, struct node *node, const bool *in_loop, GPtrArray *work)
{
    const struct function *function = node->function;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; in_loop[b] && i < function->blocks[b].instr_count; i++) {
            const struct call *call = function->blocks[b].instrs[i].call;
            struct node *callee = call != NULL && call->callee != NULL ? g_hash_table_lookup(program->by_id, call->callee) : NULL;
            if (callee != NULL && !callee->repeats) {
                callee->repeats = true;
                g_ptr_array_add(work, callee);
            }
            g_ptr_array_add(node->loop_instrs, (gpointer)&function->blocks[b].instrs[i]);
        }
}

void program_find_repetition(struct program *program)
{
    GPtrArray *work = g_ptr_array_new();
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        node->waits = waits_itself(program, node->function);
        if (node->waits)
            g_ptr_array_add(work, node);
    }
    spread_to_callers(work);
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        const struct function *function = node->function;
        for (uint32_t b = 0; b < function->block_count; b++) {
            if (!function->blocks[b].is_loop_head)
                continue;
            bool *in_loop = g_new0(bool, function->block_count);
            mark_loop(function, b, in_loop);
            if (loop_waits(program, function, in_loop))
                repeat_loop(program, node, in_loop, work);
            g_free(in_loop);
        }
    }
    spread_to_callees(work);
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        node->is_in_event_loop = node->repeats;
        if (node->is_address_taken && !node->repeats) { /* weaker: handler tables also hold start-up code */
            node->repeats = true;
            g_ptr_array_add(work, node);
        }
    }
    spread_to_callees(work);
    g_ptr_array_unref(work);
}

static bool is_in_any_loop(const struct function *function, uint32_t block)
{
    bool *in_loop = g_new0(bool, function->block_count);
    for (uint32_t b = 0; b < function->block_count; b++)
        if (function->blocks[b].is_loop_head)
            mark_loop(function, b, in_loop);
    bool answer = in_loop[block];
    g_free(in_loop);
    return answer;
}

static bool runs_once(const struct program *program, const struct node *node, int depth)
{
    const struct node *caller = node->callers->len == 1 ? node->callers->pdata[0] : NULL;
    if (caller == NULL || depth == 0 || node->is_address_taken)
        return false;
    uint32_t calls = 0, block = 0;
    for (uint32_t b = 0; b < caller->function->block_count; b++)
        for (uint32_t i = 0; i < caller->function->blocks[b].instr_count; i++) {
            const struct call *call = caller->function->blocks[b].instrs[i].call;
            if (call != NULL && program_node(program, call->callee) == node)
                calls++, block = b;
        }
    bool is_from_main = strcmp(caller->function->name, "main") == 0 || runs_once(program, caller, depth - 1);
    return is_from_main && calls == 1 && !is_in_any_loop(caller->function, block);
}

bool program_runs_once(const struct program *program, const struct node *node)
{
    return runs_once(program, node, 3);
}
