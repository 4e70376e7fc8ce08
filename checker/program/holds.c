/* holds.c: the ownership graph, function by function, callees first.
 *
 * Each function is walked once, block by block in reverse post-order: what the first round of a loop stores is seen after the
 * loop, what one round hands to the next is not, so that two objects of one `make_shared` in a loop are never taken for one. At
 * joins both sides' stores are kept. Not seen: stores by unseen functions; aliases between parameters. */
#include "program/holds_walk.h"

enum { FUNCTION_INSTRS = 6000, SUMMARY_HOLDS = 80 };

/* --- one instruction
 * --------------------------------------------------------------------------------------------------------------- */

static bool is_plain_record(const struct walk *walk, const struct type *type)
{
    return type->kind == TYPE_RECORD && ownership_of(walk->holds->models, type) == OWNERSHIP_VALUE;
}

static void walk_copy(struct walk *walk, const struct instr *instr)
{
    if (instr->dst == NULL || instr->arg_count == 0)
        return;
    const struct operand *arg = &instr->args[0];
    struct spots at = place_spots(walk, instr->dst), values = operand_values(walk, arg);
    bool is_null = arg->kind == OPERAND_NULL;
    const char *via = is_null ? "= null" : NULL;
    memory_store(walk, &at, &values,
                 (struct store){.type = instr->dst->type, .via = via, .owned = count_is_owned(walk, &values)});
    if (is_null)
        break_note_operand(walk, &(struct operand){.place = instr->dst}, &at, via);
    if (arg->kind == OPERAND_PLACE && is_plain_record(walk, instr->dst->type)) {
        struct spots from = place_spots(walk, arg->place);
        if (from.count == 1 && at.count == 1)
            memory_copy_parts(walk, from.items[0], at.items[0]);
    }
    if (instr->op == OP_MOVE && arg->kind == OPERAND_PLACE) {
        struct spots from = place_spots(walk, arg->place);
        memory_empty(walk, &from, "std::move", true);
        break_note_operand(walk, arg, &from, "std::move");
    }
}

static void walk_alloc(struct walk *walk, const struct instr *instr)
{
    if (instr->dst == NULL || instr->arg_count > 0)
        return;
    const struct object *fresh =
        object_make(walk->holds, (struct object){.kind = OBJECT_FRESH, .site = instr, .loc = instr->loc, .type = instr->type});
    struct spots at = place_spots(walk, instr->dst), values = {.count = 1, .items = {{.object = fresh}}};
    memory_store(walk, &at, &values, (struct store){.type = instr->dst->type});
}

static void walk_init(struct walk *walk, const struct instr *instr)
{
    const struct type *type = instr->type != NULL ? instr->type : instr->dst != NULL ? instr->dst->type : NULL;
    bool is_null = instr->dst != NULL && instr->dst->root == ROOT_TEMP && type != NULL && type->kind == TYPE_POINTER; /* {} */
    if (instr->dst == NULL || type == NULL || (!is_null && holds_type_strength(walk->holds->models, type) == HOLD_POINTS))
        return;
    struct spots at = place_spots(walk, instr->dst);
    memory_empty(walk, &at, "default", true);
}

static void walk_instr(struct walk *walk, const struct instr *instr)
{
    walk->instr = instr;
    walk->loc = instr->loc;
    switch (instr->op) {
    case OP_COPY:
    case OP_MOVE:
        walk_copy(walk, instr);
        return;
    case OP_BINARY:
        if (instr->dst != NULL && instr->dst->type->kind == TYPE_POINTER)
            walk_copy(walk, instr);
        return;
    case OP_ALLOC:
        walk_alloc(walk, instr);
        return;
    case OP_CALL:
        call_apply(walk, instr);
        return;
    case OP_CLOSURE:
        closure_make(walk, instr);
        return;
    case OP_INIT:
        walk_init(walk, instr);
        return;
    case OP_DELETE:
    case OP_END:
    case OP_CATCH:
    case OP_OTHER:
    case OP_COUNT:
        return;
    }
}

/* --- one function
 * -------------------------------------------------------------------------------------------------------------------- */

struct exits {
    GArray *locs;  /* struct loc */
    GArray *holds; /* struct hold, with the exits they are in force at */
};

static bool same_place(struct spot a, struct spot b)
{
    return a.object == b.object && a.path == b.path;
}

static void exit_with(struct walk *walk, struct exits *exits, struct loc loc)
{
    uint32_t bit = 1u << MIN(exits->locs->len, 31u);
    g_array_append_val(exits->locs, loc);
    for (guint i = 0; i < walk->memory.holds->len; i++) {
        struct hold hold = g_array_index(walk->memory.holds, struct hold, i);
        bool is_kept = object_is_nonlocal(hold.at.object) && object_is_nonlocal(hold.held.object) &&
                       hold.at.object->kind != OBJECT_PARAM; /* the function's own copy */
        struct hold *known = NULL;
        for (guint k = 0; is_kept && k < exits->holds->len && known == NULL; k++) {
            struct hold *other = &g_array_index(exits->holds, struct hold, k);
            if (same_place(other->at, hold.at) && same_place(other->held, hold.held) && other->strength == hold.strength)
                known = other;
        }
        hold.exits = bit;
        if (known != NULL)
            known->exits |= bit;
        else if (is_kept)
            g_array_append_val(exits->holds, hold);
    }
}

static void walk_return(struct walk *walk, const struct operand *value, struct exits *exits, struct loc loc)
{
    const struct type *type = walk->function->result;
    bool is_direct = type == NULL || type->kind == TYPE_REFERENCE || type->kind == TYPE_POINTER;
    struct spots values = is_direct ? operand_values(walk, value) : operand_loaded(walk, value);
    for (uint32_t i = 0; i < values.count; i++)
        if (object_is_nonlocal(values.items[i].object))
            spots_add(&walk->results, values.items[i]);
    exit_with(walk, exits, loc);
}

static void join_into(const struct walk *walk, GArray **states, uint32_t to)
{
    if (states[to] == NULL)
        states[to] = memory_clone(&walk->memory).holds;
    else
        memory_join(&(struct memory){.holds = states[to]}, &walk->memory);
}

/* The way back to the head of a loop is not taken again: what one round stored leaves by the head's ways out. */
static void flow_to(const struct walk *walk, GArray **states, uint32_t from, uint32_t to)
{
    if (to >= walk->function->block_count)
        return;
    if (walk->rank[to] > walk->rank[from]) {
        join_into(walk, states, to);
        return;
    }
    const struct terminator *head = &walk->function->blocks[to].term;
    for (uint32_t i = 0; i < head->succ_count; i++)
        if (walk->rank[head->succs[i]] > walk->rank[from])
            join_into(walk, states, head->succs[i]);
}

static void walk_block(struct walk *walk, const struct block *block, GArray **states, struct exits *exits)
{
    for (uint32_t i = 0; i < block->instr_count; i++)
        walk_instr(walk, &block->instrs[i]);
    const struct terminator *term = &block->term;
    walk->loc = term->loc;
    if (block->unwind != NO_BLOCK)
        flow_to(walk, states, block->index, block->unwind);
    if (term->kind == TERM_RETURN)
        walk_return(walk, &term->value, exits, term->loc);
    const struct program *program = walk->holds->program;
    const struct model *model = NULL;
    if (term->kind == TERM_MACRO && term->macro != NULL && term->succ_count == 2)
        model = program->flow.model_of(program->flow.program, term->macro);
    if (model != NULL) {
        walk->instr = term->macro;
        effects_apply(walk, term->macro, model);
        flow_to(walk, states, block->index, term->succs[1]);
        return;
    }
    for (uint32_t i = 0; i < term->succ_count; i++)
        flow_to(walk, states, block->index, term->succs[i]);
}

static void walk_blocks(struct walk *walk, struct exits *exits)
{
    const struct function *function = walk->function;
    GArray **states = g_new0(GArray *, function->block_count);
    walk->rank = g_new(uint32_t, function->block_count);
    uint32_t *order = walk_order(function, walk->rank);
    states[0] = g_array_new(FALSE, FALSE, sizeof(struct hold));
    for (uint32_t i = 0; order[i] != NO_BLOCK; i++) {
        GArray *state = g_steal_pointer(&states[order[i]]);
        if (state == NULL)
            continue;
        walk->memory.holds = state;
        walk->block = order[i];
        walk_block(walk, &function->blocks[order[i]], states, exits);
        g_array_free(state, TRUE);
    }
    for (uint32_t b = 0; b < function->block_count; b++)
        if (states[b] != NULL)
            g_array_free(states[b], TRUE);
    g_free(order);
    g_free(walk->rank);
    g_free(states);
}

/* --- what callers see
 * ------------------------------------------------------------------------------------------------------------------- */

static bool is_made_here(const struct object *object)
{
    return object->kind == OBJECT_FRESH || object->kind == OBJECT_RESULT || object->kind == OBJECT_CLOSURE;
}

static const struct object *root_of(const struct object *object)
{
    while (object->kind == OBJECT_FIELD)
        object = object->base;
    return object;
}

static void mark_reached(const struct walk *walk, const GArray *holds, GHashTable *reached)
{
    for (uint32_t i = 0; i < walk->results.count; i++)
        g_hash_table_add(reached, (gpointer)root_of(walk->results.items[i].object));
    for (bool changed = true; changed;) {
        changed = false;
        for (guint i = 0; i < holds->len; i++) {
            const struct hold *hold = &g_array_index(holds, struct hold, i);
            const struct object *at = root_of(hold->at.object), *held = root_of(hold->held.object);
            if ((!is_made_here(at) || g_hash_table_contains(reached, at)) && is_made_here(held))
                changed = g_hash_table_add(reached, (gpointer)held) || changed;
        }
    }
}

/* Those of one place stand together; those that callers can see come first. */
static void arrange(const GArray *holds, GHashTable *reached, struct holdings *result)
{
    bool *done = g_new0(bool, holds->len + 1);
    for (int round = 0; round < 2; round++) {
        for (guint i = 0; i < holds->len; i++) {
            const struct hold *hold = &g_array_index(holds, struct hold, i);
            const struct object *root = root_of(hold->at.object);
            bool is_seen = !is_made_here(root) || g_hash_table_contains(reached, root);
            if (done[i] || (round == 0 && !is_seen))
                continue;
            for (guint k = i; k < holds->len; k++) {
                const struct hold *other = &g_array_index(holds, struct hold, k);
                if (!done[k] && same_place(other->at, hold->at)) {
                    result->holds[result->hold_count++] = *other;
                    done[k] = true;
                }
            }
        }
        if (round == 0)
            result->summary_count = MIN(result->hold_count, SUMMARY_HOLDS);
    }
    g_free(done);
}

static void conclude(struct walk *walk, const struct exits *exits)
{
    struct holds *holds = walk->holds;
    struct holdings *result = arena_new_item(holds->arena, struct holdings);
    result->node = walk->node;
    result->holds = arena_new_array(holds->arena, struct hold, exits->holds->len + 1);
    GHashTable *reached = g_hash_table_new(g_direct_hash, g_direct_equal);
    mark_reached(walk, exits->holds, reached);
    arrange(exits->holds, reached, result);
    g_hash_table_destroy(reached);
    result->results = arena_copy(holds->arena, walk->results.items, sizeof(struct spot) * walk->results.count);
    result->result_count = walk->results.count;
    result->exits = arena_copy(holds->arena, exits->locs->data, sizeof(struct loc) * exits->locs->len);
    result->exit_count = exits->locs->len;
    g_hash_table_insert(holds->of_node, (gpointer)walk->node, result);
    g_ptr_array_add(holds->in_order, result);
}

static void walk_function(struct holds *holds, const struct node *node)
{
    uint32_t instrs = 0;
    for (uint32_t b = 0; b < node->function->block_count; b++)
        instrs += node->function->blocks[b].instr_count;
    if (instrs > FUNCTION_INSTRS || node->function->block_count == 0)
        return;
    struct walk walk = {.holds = holds, .node = node, .function = node->function};
    walk.referenced = g_hash_table_new(g_direct_hash, g_direct_equal);
    struct exits exits = {.locs = g_array_new(FALSE, FALSE, sizeof(struct loc)),
                          .holds = g_array_new(FALSE, FALSE, sizeof(struct hold))};
    walk_blocks(&walk, &exits);
    conclude(&walk, &exits);
    g_hash_table_destroy(walk.referenced);
    g_array_free(exits.locs, TRUE);
    g_array_free(exits.holds, TRUE);
}

/* --- all functions
 * ------------------------------------------------------------------------------------------------------------------------ */

struct frame {
    const struct node *node;
    GPtrArray *callees; /* struct node *: called, in templates by name, or constructed by make_shared and the like */
    guint next;
};

static void add_constructors(const struct holds *holds, GPtrArray *callees, const struct type *made)
{
    GPtrArray *list = made != NULL && made->record != NULL ? g_hash_table_lookup(holds->constructors, made->record) : NULL;
    if (list != NULL)
        g_ptr_array_extend(callees, list, NULL, NULL);
}

static GPtrArray *callees_of(const struct holds *holds, const struct node *node)
{
    GPtrArray *callees = g_ptr_array_copy(node->callees, NULL, NULL);
    for (uint32_t b = 0; b < node->function->block_count; b++)
        for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++) {
            const struct instr *instr = &node->function->blocks[b].instrs[i];
            const struct call *call = instr->call;
            const struct type *receiver = call != NULL ? call->receiver_type : NULL;
            const char *dependent = instr->op == OP_CALL ? call_dependent_target(holds->program, instr) : NULL;
            if (dependent != NULL)
                g_ptr_array_add(callees, (gpointer)program_node(holds->program, dependent));
            if (call != NULL && call->template_arg_count > 0)
                add_constructors(holds, callees, call->template_args[0]);
            for (uint32_t k = 0; receiver != NULL && k < receiver->arg_count; k++)
                add_constructors(holds, callees, receiver->args[k]);
        }
    return callees;
}

static void visit(struct holds *holds, GHashTable *seen, const struct node *start)
{
    GArray *frames = g_array_new(FALSE, FALSE, sizeof(struct frame));
    struct frame first = {.node = start};
    if (g_hash_table_add(seen, (gpointer)start)) {
        first.callees = callees_of(holds, start);
        g_array_append_val(frames, first);
    }
    while (frames->len > 0) {
        struct frame *frame = &g_array_index(frames, struct frame, frames->len - 1);
        if (frame->next < frame->callees->len) {
            struct frame deeper = {.node = frame->callees->pdata[frame->next++]};
            if (g_hash_table_add(seen, (gpointer)deeper.node)) {
                deeper.callees = callees_of(holds, deeper.node);
                g_array_append_val(frames, deeper);
            }
            continue;
        }
        walk_function(holds, frame->node);
        g_ptr_array_unref(frame->callees);
        g_array_set_size(frames, frames->len - 1);
    }
    g_array_free(frames, TRUE);
}

static void find_constructors(struct holds *holds)
{
    for (guint i = 0; i < holds->program->nodes->len; i++) {
        const struct node *node = holds->program->nodes->pdata[i];
        if (!(node->function->flags & FUNCTION_CONSTRUCTOR) || node->function->record == NULL)
            continue;
        GPtrArray *list = g_hash_table_lookup(holds->constructors, node->function->record);
        if (list == NULL)
            g_hash_table_insert(holds->constructors, (gpointer)node->function->record, list = g_ptr_array_new());
        g_ptr_array_add(list, (gpointer)node);
    }
}

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

struct holds *holds_build(const struct program *program)
{
    struct holds *holds = g_new0(struct holds, 1);
    holds->program = program;
    holds->models = program->models;
    holds->strings = program->strings;
    holds->arena = arena_new();
    holds->of_node = g_hash_table_new(g_direct_hash, g_direct_equal);
    holds->in_order = g_ptr_array_new();
    holds->breaks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    holds->handle_breaks = g_ptr_array_new();
    holds->counted = g_hash_table_new(g_str_hash, g_str_equal);
    holds->released = g_hash_table_new(g_str_hash, g_str_equal);
    holds->parts = g_hash_table_new(g_str_hash, g_str_equal);
    holds->constructors = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    holds->counting = g_hash_table_new(g_str_hash, g_str_equal);
    holds->unknown = arena_copy(holds->arena, &(struct object){.kind = OBJECT_UNKNOWN}, sizeof(struct object));
    holds->null = arena_copy(holds->arena, &(struct object){.kind = OBJECT_NULL}, sizeof(struct object));
    counting_find(holds);
    GHashTable *seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    find_constructors(holds);
    for (guint i = 0; i < program->nodes->len; i++)
        visit(holds, seen, program->nodes->pdata[i]);
    g_hash_table_destroy(seen);
    return holds;
}

void holds_free(struct holds *holds)
{
    if (holds == NULL)
        return;
    if (holds->objects != NULL)
        g_hash_table_destroy(holds->objects);
    if (holds->paths != NULL)
        g_hash_table_destroy(holds->paths);
    g_hash_table_destroy(holds->of_node);
    g_ptr_array_unref(holds->in_order);
    g_hash_table_destroy(holds->breaks);
    g_ptr_array_unref(holds->handle_breaks);
    g_clear_pointer(&holds->break_sites, g_hash_table_destroy);
    g_hash_table_destroy(holds->counted);
    g_hash_table_destroy(holds->released);
    g_hash_table_destroy(holds->parts);
    g_hash_table_destroy(holds->constructors);
    g_hash_table_destroy(holds->counting);
    arena_free(holds->arena);
    g_free(holds);
}

uint32_t holds_count(const struct holds *holds)
{
    return holds->in_order->len;
}

const struct holdings *holds_at(const struct holds *holds, uint32_t i)
{
    return holds->in_order->pdata[i];
}
