/* execute.c: blocks in reverse post-order, states forking at branches; loop heads are entered at most three times a state (two
 * iterations and the way out), and what a block cannot take is dropped. Needs cfg_prepare(). */
#include "flow/engine.h"

enum {
    STATES_ALIKE = 2,
    STATES_TOLD_APART = 1000,
    COLLECT_ABOVE = 40,
    LOOP_ENTRIES = 3,
    BLOCK_BUDGET = 3000,
    BUDGET_PER_BLOCK = 120,
    SCRATCH_BUDGET = 64 << 20
};

void states_push(struct flow *flow, struct states *states, struct state *state)
{
    if (states->count == states->capacity) {
        states->capacity = MAX(4u, states->capacity * 2);
        struct state **bigger = arena_new_array(flow->scratch, struct state *, states->capacity);
        if (states->count > 0)
            memcpy(bigger, states->items, sizeof *bigger * states->count);
        states->items = bigger;
    }
    states->items[states->count++] = state;
}

/* Of the states that may be joined, the first few stay apart: paths through a loop body are worth telling from one another. Not
 * in a function that has taken long already: there it would only take longer, and end before all is seen. */
static bool absorb(const struct flow *flow, struct states *states, const uint64_t *signatures, uint32_t kept, uint64_t signature,
                   const struct state *state)
{
    uint32_t alike = 0;
    for (uint32_t k = 0; k < kept; k++) {
        struct state *known = states->items[k];
        if (signatures[k] != signature || !state_can_join(known, state))
            continue;
        if (state_same(known, state))
            return true;
        if (++alike == (flow->executed < STATES_TOLD_APART ? STATES_ALIKE : 1)) {
            state_join(known, state);
            return true;
        }
    }
    return false;
}

void states_reduce(struct flow *flow, struct states *states)
{
    uint32_t kept = 0;
    uint64_t *signatures = arena_new_array(flow->scratch, uint64_t, states->count);
    for (uint32_t i = 0; i < states->count; i++) {
        uint64_t signature = state_signature(states->items[i]);
        if (absorb(flow, states, signatures, kept, signature, states->items[i])) {
            state_drop(states->items[i]);
            continue;
        }
        signatures[kept] = signature;
        states->items[kept++] = states->items[i];
    }
    states->count = kept;
    if (kept <= FLOW_STATES)
        return;
    struct state **chosen = arena_new_array(flow->scratch, struct state *, FLOW_STATES);
    uint32_t count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < kept && count < FLOW_STATES; i++)
            if ((states->items[i]->registrations > 0 || states->items[i]->ending_count > 0) == (pass == 0))
                chosen[count++] = states->items[i];
    memcpy(states->items, chosen, sizeof *chosen * count);
    states->count = count;
}

void flow_enter(struct flow *flow, uint32_t block, struct state *state)
{
    if (flow->is_doomed[block])
        return;
    uint8_t loop = flow->loops[block];
    state_forget_temps(state, flow->shared_temps);
    if (state->cell_count > COLLECT_ABOVE)
        state_collect(state);
    if (loop > 0) {
        uint8_t *visits = &state->visits[loop - 1];
        if (++*visits > LOOP_ENTRIES)
            return;
        if (*visits > 1 && state->epoch < 3)
            state->epoch++;
    }
    states_push(flow, &flow->pending[block], state);
    flow->first_pending = MIN(flow->first_pending, flow->function->blocks[block].order);
}

void flow_leave(struct flow *flow, struct state *state, enum exit_kind exit, struct value value, struct loc loc)
{
    struct leaving leaving = {.state = state, .exit = exit, .value = value, .loc = loc};
    g_array_append_val(flow->leavings, leaving);
}

void flow_throw(struct flow *flow, const struct block *block, struct state *state, struct loc loc)
{
    if (!flow->context->can_throw(flow->context->program, flow->function))
        return;
    if (block->unwind != NO_BLOCK) {
        flow_enter(flow, block->unwind, state);
        return;
    }
    flow->throws = true;
    flow_leave(flow, state, EXIT_THROW, VALUE_NONE, loc);
}

/* --- conditions ----------------------------------------------------------------------------------------------------------- */

static enum binary_operator negated(enum binary_operator op)
{
    switch ((int)op) {
    case BINARY_EQ:
        return BINARY_NE;
    case BINARY_NE:
        return BINARY_EQ;
    case BINARY_LT:
        return BINARY_GE;
    case BINARY_LE:
        return BINARY_GT;
    case BINARY_GT:
        return BINARY_LE;
    default:
        return BINARY_LT;
    }
}

static enum binary_operator mirrored(enum binary_operator op)
{
    switch ((int)op) {
    case BINARY_LT:
        return BINARY_GT;
    case BINARY_LE:
        return BINARY_GE;
    case BINARY_GT:
        return BINARY_LT;
    case BINARY_GE:
        return BINARY_LE;
    default:
        return op;
    }
}

static bool assume(struct state *state, struct value left, enum binary_operator op, struct value right)
{
    if (right.kind == VALUE_INT)
        return state_assume(state, left, op, right.number);
    if (left.kind == VALUE_INT)
        return state_assume(state, right, mirrored(op), left.number);
    if (op == BINARY_EQ)
        return state_assume_equal(state, left, right);
    return state_assume_order(state, left, op, right);
}

static void branch(struct flow *flow, const struct terminator *term, struct state *state)
{
    struct value left = flow_value(flow, state, &term->condition.left);
    struct value right = flow_value(flow, state, &term->condition.right);
    for (uint32_t edge = 0; edge < 2; edge++) {
        enum binary_operator op = edge == 0 ? term->condition.operator: negated(term->condition.operator);
        struct state *taken = edge == 0 ? state_copy(state) : state;
        if (!assume(taken, left, op, right)) {
            state_drop(taken);
            continue;
        }
        if (taken->registrations > 0) {
            const char *text = edge == 0 ? "taking the true branch" : "taking the false branch";
            state_step(taken, TRACE_BRANCH, term->loc, flow->function->display, text);
        }
        flow_enter(flow, term->succs[edge], taken);
    }
}

static void switch_over(struct flow *flow, const struct terminator *term, struct state *state)
{
    struct value value = flow_value(flow, state, &term->condition.left);
    uint32_t cases = term->succ_count - 1;
    for (uint32_t i = 0; i < cases; i++) {
        if (!state_allows(state, value, BINARY_EQ, term->cases[i]))
            continue;
        struct state *taken = state_copy(state);
        if (state_assume(taken, value, BINARY_EQ, term->cases[i]))
            flow_enter(flow, term->succs[i], taken);
    }
    for (uint32_t i = 0; i < cases; i++)
        if (!state_assume(state, value, BINARY_NE, term->cases[i])) {
            state_drop(state);
            return;
        }
    flow_enter(flow, term->succs[cases], state);
}

static bool is_handler(const struct flow *flow, uint32_t block)
{
    const struct block *target = &flow->function->blocks[block];
    return target->instr_count > 0 && target->instrs[0].op == OP_CATCH;
}

/* try with handlers: that none of them fits is not assumed. */
static bool has_handler(const struct flow *flow, const struct terminator *term)
{
    for (uint32_t i = 0; i < term->succ_count; i++)
        if (is_handler(flow, term->succs[i]))
            return true;
    return false;
}

static void terminate(struct flow *flow, const struct block *block, struct state *state)
{
    const struct terminator *term = &block->term;
    switch (term->kind) {
    case TERM_GOTO:
        flow_enter(flow, term->succs[0], state);
        break;
    case TERM_BRANCH:
        branch(flow, term, state);
        break;
    case TERM_SWITCH:
        switch_over(flow, term, state);
        break;
    case TERM_CHOICE:
        for (uint32_t i = 0; i < term->succ_count; i++)
            if (!has_handler(flow, term) || is_handler(flow, term->succs[i]))
                flow_enter(flow, term->succs[i], state_copy(state));
        state_drop(state);
        break;
    case TERM_MACRO: {
        struct states after = {0};
        bool is_modelled = flow_macro(flow, block, term->macro, state, &after);
        if (!is_modelled)
            flow_enter(flow, term->succs[0], state);
        for (uint32_t i = 0; is_modelled && i < after.count; i++)
            flow_enter(flow, term->succs[1], after.items[i]);
        break;
    }
    case TERM_RETURN:
        flow_leave(flow, state, EXIT_RETURN, flow_value(flow, state, &term->value), term->loc);
        break;
    case TERM_THROW:
        if (state->registrations > 0)
            state_step(state, TRACE_THROW, term->loc, flow->function->display, "an exception is thrown here");
        flow_throw(flow, block, state, term->loc);
        break;
    case TERM_RESUME:
        flow->throws = true;
        flow_leave(flow, state, EXIT_THROW, VALUE_NONE, term->loc);
        break;
    case TERM_UNREACHABLE:
        flow_leave(flow, state, EXIT_NORETURN, VALUE_NONE, term->loc);
        break;
    }
}

static void run_block(struct flow *flow, const struct block *block, struct state *entry)
{
    struct states now = {0};
    states_push(flow, &now, entry);
    for (uint32_t i = 0; i < block->instr_count && now.count > 0; i++) {
        struct states next = {0};
        flow->serial = flow->serials[block->index] + i;
        for (uint32_t k = 0; k < now.count; k++)
            flow_instr(flow, block, &block->instrs[i], now.items[k], &next);
        if (next.count > 1)
            states_reduce(flow, &next);
        if (arena_used(flow->scratch) > SCRATCH_BUDGET)
            return;
        now = next;
    }
    flow->serial = flow->serials[block->index] + block->instr_count;
    for (uint32_t k = 0; k < now.count; k++)
        terminate(flow, block, now.items[k]);
}

/* The pending block that comes first in reverse post-order, or NO_BLOCK. */
static uint32_t next_block(struct flow *flow, const uint32_t *by_order, uint32_t count)
{
    for (; flow->first_pending < count; flow->first_pending++)
        if (flow->pending[by_order[flow->first_pending]].count > 0)
            return by_order[flow->first_pending];
    return NO_BLOCK;
}

static void run(struct flow *flow)
{
    const struct function *function = flow->function;
    uint32_t *by_order = arena_new_array(flow->scratch, uint32_t, function->block_count);
    uint32_t reachable = 0;
    for (uint32_t i = 0; i < function->block_count; i++)
        if (function->blocks[i].order != NO_BLOCK)
            by_order[function->blocks[i].order] = i, reachable++;
    uint32_t index;
    while ((index = next_block(flow, by_order, reachable)) != NO_BLOCK) {
        struct states batch = flow->pending[index];
        flow->pending[index] = (struct states){0};
        states_reduce(flow, &batch);
        for (uint32_t i = 0; i < batch.count; i++) {
            if (flow->budget-- == 0 || arena_used(flow->scratch) > SCRATCH_BUDGET) {
                flow->gave_up = true;
                flow->stats->gave_up++;
                return;
            }
            flow->executed++;
            run_block(flow, &function->blocks[index], batch.items[i]);
        }
        flow->stats->states += batch.count;
        flow->stats->blocks++;
    }
}

/* --- temporaries that are used in more than one block ------------------------------------------------------------------------
 */

struct temp_use {
    bool *shared;
    uint32_t *block; /* temp -> block + 1 that uses it */
    uint32_t now;
};

static void use_operand(struct temp_use *use, const struct operand *operand);

static void use_place(struct temp_use *use, const struct place *place)
{
    if (place == NULL)
        return;
    if (place->root == ROOT_TEMP) {
        if (use->block[place->index] != 0 && use->block[place->index] != use->now + 1)
            use->shared[place->index] = true;
        use->block[place->index] = use->now + 1;
    }
    for (uint32_t i = 0; i < place->step_count; i++)
        if (place->steps[i].key != NULL)
            use_operand(use, place->steps[i].key);
}

static void use_operand(struct temp_use *use, const struct operand *operand)
{
    use_place(use, operand->place);
}

static void use_instr(struct temp_use *use, const struct instr *instr)
{
    use_place(use, instr->dst);
    for (uint32_t i = 0; i < instr->arg_count; i++)
        use_operand(use, &instr->args[i]);
    if (instr->call != NULL) {
        use_operand(use, &instr->call->receiver);
        use_operand(use, &instr->call->target);
    }
    for (uint32_t i = 0; instr->closure != NULL && i < instr->closure->capture_count; i++)
        use_operand(use, &instr->closure->captures[i].value);
}

static void find_shared_temps(struct flow *flow)
{
    const struct function *function = flow->function;
    flow->shared_temps = arena_new_array(flow->scratch, bool, function->temp_count + 1);
    struct temp_use use = {.shared = flow->shared_temps};
    use.block = arena_new_array(flow->scratch, uint32_t, function->temp_count + 1);
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct block *block = &function->blocks[b];
        use.now = b;
        for (uint32_t i = 0; i < block->instr_count; i++)
            use_instr(&use, &block->instrs[i]);
        use_operand(&use, &block->term.condition.left);
        use_operand(&use, &block->term.condition.right);
        use_operand(&use, &block->term.value);
        if (block->term.macro != NULL)
            use_instr(&use, block->term.macro);
    }
}

/* A way out, or round and round: what happens there is of interest. */
static bool goes_on(const struct flow *flow, const struct block *block)
{
    bool calls = false;
    for (uint32_t i = 0; i < block->instr_count; i++)
        calls |= block->instrs[i].op == OP_CALL;
    bool may_throw = calls && (flow->function->flags & FUNCTION_NOTHROW) == 0 &&
                     flow->context->can_throw(flow->context->program, flow->function);
    enum terminator_kind kind = block->term.kind;
    return may_throw || block->is_loop_head || kind == TERM_RETURN || kind == TERM_THROW || kind == TERM_RESUME;
}

/* Blocks from which only the end of the process is reached, as after a failed assertion: what callees do then is nobody's
 * concern. A function that never returns is executed all the same. */
static void find_doomed(struct flow *flow)
{
    const struct function *function = flow->function;
    bool *doomed = arena_new_array(flow->scratch, bool, function->block_count);
    uint32_t *work = arena_new_array(flow->scratch, uint32_t, function->block_count), count = 0;
    for (uint32_t b = 0; b < function->block_count; b++) {
        doomed[b] = !goes_on(flow, &function->blocks[b]);
        if (!doomed[b])
            work[count++] = b;
    }
    while (count > 0) {
        const struct block *block = &function->blocks[work[--count]];
        for (uint32_t i = 0; i < block->pred_count; i++)
            if (doomed[block->preds[i]])
                doomed[block->preds[i]] = false, work[count++] = block->preds[i];
    }
    if (doomed[0])
        memset(doomed, 0, sizeof *doomed * function->block_count);
    flow->is_doomed = doomed;
}

static void number_blocks(struct flow *flow)
{
    const struct function *function = flow->function;
    flow->pending = arena_new_array(flow->scratch, struct states, function->block_count);
    flow->loops = arena_new_array(flow->scratch, uint8_t, function->block_count);
    flow->serials = arena_new_array(flow->scratch, uint32_t, function->block_count);
    uint32_t serial = 0;
    uint8_t loops = 0;
    for (uint32_t i = 0; i < function->block_count; i++) {
        flow->serials[i] = serial;
        serial += function->blocks[i].instr_count + 1;
        if (function->blocks[i].is_loop_head)
            flow->loops[i] = loops < STATE_LOOPS ? ++loops : STATE_LOOPS;
    }
    flow->told = arena_new_array(flow->scratch, const struct summary *, serial + 1);
    flow->fresh_count = flow->first_callee_fresh = serial * FRESH_SLOTS;
}

static void flow_init(struct flow *flow, const struct flow_context *context, const struct function *function,
                      struct arena *scratch, struct flow_stats *stats)
{
    *flow = (struct flow){.context = context, .function = function, .scratch = scratch, .stats = stats};
    flow->budget = MAX((uint32_t)BLOCK_BUDGET, function->block_count * BUDGET_PER_BLOCK);
    flow->leavings = g_array_new(FALSE, FALSE, sizeof(struct leaving));
    flow->may = g_array_new(FALSE, FALSE, sizeof(struct fact));
    flow->may_known = flow_may_keys();
    flow->deep = g_array_new(FALSE, FALSE, sizeof(struct fact));
    flow->counted = g_ptr_array_new();
    flow->removed = g_ptr_array_new();
    flow->fresh = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    flow->made = g_hash_table_new(g_direct_hash, g_direct_equal);
    flow->found = g_hash_table_new(g_direct_hash, g_direct_equal);
    number_blocks(flow);
    find_doomed(flow);
    find_shared_temps(flow);
}

static void flow_release(struct flow *flow)
{
    g_array_free(flow->leavings, TRUE);
    g_array_free(flow->may, TRUE);
    g_array_free(flow->deep, TRUE);
    g_hash_table_destroy(flow->may_known);
    g_ptr_array_unref(flow->counted);
    g_ptr_array_unref(flow->removed);
    g_hash_table_destroy(flow->fresh);
    g_hash_table_destroy(flow->made);
    g_hash_table_destroy(flow->found);
}

const struct summary *flow_analyze(const struct flow_context *context, const struct function *function, struct arena *scratch,
                                   struct flow_stats *stats)
{
    struct flow flow;
    flow_init(&flow, context, function, scratch, stats);
    flow_enter(&flow, 0, state_new(scratch, context->arena, context->regions));
    run(&flow);
    const struct summary *summary = flow_finish(&flow);
    flow_release(&flow);
    return summary;
}

static void note_nothing(void *program, const struct function *function, const struct fact *fact, const char *registry_key)
{
    (void)program, (void)function, (void)fact, (void)registry_key;
}

void flow_follow(const struct flow_context *context, const struct function *function, struct given *given, uint32_t count,
                 struct arena *scratch)
{
    struct flow_context quiet = *context;
    struct flow_stats stats = {0};
    struct flow flow;
    quiet.note = note_nothing;
    flow_init(&flow, &quiet, function, scratch, &stats);
    struct state *state = state_new(scratch, context->arena, context->regions);
    flow_give(&flow, state, given, count);
    flow_enter(&flow, 0, state);
    run(&flow);
    flow_tell_fates(&flow, given, count);
    flow_release(&flow);
}
