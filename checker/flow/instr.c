/* instr.c: places, operands, and what each instruction does to a state. */
#include "flow/engine.h"

/* --- places and operands ---------------------------------------------------------------------------------------------------- */

static const struct region *root_region(struct flow *flow, const struct place *place)
{
    static const enum region_kind kinds[] = {
        [ROOT_PARAM] = REGION_PARAM,   [ROOT_THIS] = REGION_THIS, [ROOT_LOCAL] = REGION_LOCAL,
        [ROOT_STATIC] = REGION_STATIC, [ROOT_TEMP] = REGION_TEMP, [ROOT_CAPTURE] = REGION_CAPTURE};
    uint32_t index = place->root == ROOT_STATIC || place->root == ROOT_THIS ? 0 : place->index;
    const char *symbol = place->root == ROOT_STATIC ? place->symbol : NULL;
    const struct region **known = &flow->roots[(place->root * 64u + index * 8u + ((uintptr_t)symbol >> 4)) % FLOW_ROOTS];
    const struct region *root = *known;
    if (root == NULL || root->kind != kinds[place->root] || root->index != index || root->name != symbol)
        *known = root = region_root(flow->context->regions, kinds[place->root], index, symbol);
    return root;
}

static const struct region *element_region(struct flow *flow, struct state *state, const struct region *array,
                                           const struct operand *key)
{
    struct value value = key != NULL ? flow_value(flow, state, key) : VALUE_NONE;
    uint32_t index = value.kind == VALUE_INT && value.number >= 0 && value.number < 1024 ? (uint32_t)value.number : ELEMENT_ANY;
    return region_element(flow->context->regions, array, index);
}

const struct region *flow_region(struct flow *flow, struct state *state, const struct place *place)
{
    struct regions *regions = flow->context->regions;
    const struct region *region = root_region(flow, place);
    for (uint32_t i = 0; i < place->step_count && region != NULL; i++) {
        const struct selector *step = &place->steps[i];
        switch (step->kind) {
        case SELECT_FIELD:
            region = region_field(regions, region, step->field, step->record);
            break;
        case SELECT_DEREF:
            region = value_pointee(regions, state_load(state, region));
            break;
        case SELECT_ELEMENT:
            region = element_region(flow, state, region, step->key);
            break;
        case SELECT_OUTER:
            region = region_outer(regions, region, step->field, step->record);
            break;
        }
    }
    return region;
}

struct value flow_value(struct flow *flow, struct state *state, const struct operand *operand)
{
    switch (operand->kind) {
    case OPERAND_NONE:
        return VALUE_NONE;
    case OPERAND_PLACE:
        return state_load(state, flow_region(flow, state, operand->place));
    case OPERAND_ADDRESS:
        return value_address(flow_region(flow, state, operand->place));
    case OPERAND_NULL:
        return value_int(0);
    case OPERAND_INT:
        return value_int(operand->number);
    case OPERAND_STRING:
        return (struct value){.kind = VALUE_STRING, .text = operand->text};
    case OPERAND_FUNCTION:
        return (struct value){.kind = VALUE_FUNCTION, .text = operand->text};
    }
    return VALUE_NONE;
}

static bool is_registered(const struct state *state, const struct region *fresh)
{
    for (uint32_t i = 0; i < state->fact_count; i++)
        if (state->facts[i].element != NULL && state->facts[i].element->root == fresh && !state->facts[i].is_given)
            return true;
    return false;
}

uint32_t flow_slot(struct flow *flow, const struct state *state)
{
    uint32_t slot = state->epoch;
    while (slot + 1 < FRESH_SLOTS &&
           is_registered(state, region_root(flow->context->regions, REGION_FRESH, flow->serial * FRESH_SLOTS + slot, NULL)))
        slot++;
    return flow->serial * FRESH_SLOTS + slot;
}

/* The names of a loop's iterations have run out: what bore this one is another object, of which nothing more is known. */
static void forget_namesake(struct state *state, const struct region *symbol)
{
    for (uint32_t i = state->fact_count; i-- > 0;)
        if (state->facts[i].element != NULL && state->facts[i].element->root == symbol && !state->facts[i].is_given)
            state_drop_fact(state, i);
}

static struct value make_fresh(struct flow *flow, struct state *state, const char *name)
{
    const struct region *symbol = region_root(flow->context->regions, REGION_FRESH, flow_slot(flow, state), name);
    forget_namesake(state, symbol);
    state_renew(state, symbol);
    return value_init(symbol);
}

struct value flow_fresh(struct flow *flow, struct state *state)
{
    return make_fresh(flow, state, NULL);
}

struct value flow_allocated(struct flow *flow, struct state *state)
{
    return make_fresh(flow, state, REGION_ALLOCATED);
}

void flow_write(struct flow *flow, struct state *state, const struct instr *instr, struct value value)
{
    if (instr->dst == NULL)
        return;
    const struct region *region = flow_region(flow, state, instr->dst);
    if (region == NULL)
        return;
    flow_shape_store(flow, state, instr, region, value);
    flow_tell_store(flow, state, region);
    state_store(state, region, value);
}

const struct region *flow_slot_key(struct flow *flow, const struct region *slot)
{
    return region_field(flow->context->regions, slot, intern(flow->context->strings, "(key)"), NULL);
}

/* --- instructions -------------------------------------------------------------------------------------------------------------
 */

static bool is_comparison(enum binary_operator op)
{
    return op >= BINARY_EQ;
}

/* ok = (p != NULL): two states, so that a later test of `ok` speaks of p. */
static void compare(struct flow *flow, const struct instr *instr, struct state *state, struct states *out)
{
    struct value left = flow_value(flow, state, &instr->args[0]), right = flow_value(flow, state, &instr->args[1]);
    enum binary_operator op = instr->operator;
    if (left.kind == VALUE_INT && right.kind != VALUE_INT) {
        struct value swap = left;
        left = right, right = swap;
        op = op == BINARY_LT   ? BINARY_GT
             : op == BINARY_GT ? BINARY_LT
             : op == BINARY_LE ? BINARY_GE
             : op == BINARY_GE ? BINARY_LE
                               : op;
    }
    if (right.kind != VALUE_INT || (left.kind != VALUE_INIT && left.kind != VALUE_INT)) {
        flow_write(flow, state, instr, flow_fresh(flow, state));
        states_push(flow, out, state);
        return;
    }
    static const enum binary_operator opposite[] = {[BINARY_EQ] = BINARY_NE, [BINARY_NE] = BINARY_EQ, [BINARY_LT] = BINARY_GE,
                                                    [BINARY_LE] = BINARY_GT, [BINARY_GT] = BINARY_LE, [BINARY_GE] = BINARY_LT};
    for (int truth = 1; truth >= 0; truth--) {
        struct state *taken = state_copy(state);
        if (!state_assume(taken, left, truth ? op : opposite[op], right.number))
            continue;
        flow_write(flow, taken, instr, value_int(truth));
        states_push(flow, out, taken);
    }
}

/* An address that was computed, (p + 63) & ~63, is an object of its own, and never null. */
static struct value as_address(struct flow *flow, struct state *state, const struct instr *instr, struct value value)
{
    bool is_computed = value.kind == VALUE_INIT && value.region->operation != NULL;
    if (!is_computed || instr->dst == NULL || instr->dst->type->kind != TYPE_POINTER)
        return value;
    struct value address = flow_fresh(flow, state);
    state_narrow(state, address, SIGN_POSITIVE);
    return address;
}

static void binary(struct flow *flow, const struct instr *instr, struct state *state, struct states *out)
{
    if (is_comparison(instr->operator)) {
        compare(flow, instr, state, out);
        return;
    }
    const struct region *region = instr->dst != NULL ? flow_region(flow, state, instr->dst) : NULL;
    struct value left = flow_value(flow, state, &instr->args[0]), right = flow_value(flow, state, &instr->args[1]);
    if (instr->operator== BINARY_SUB && region != NULL)
        flow_shape_count(flow, state, instr, region);
    struct value result = value_operation(flow->context->regions, (struct operation){instr->operator, left, right});
    if (region != NULL && region->root->kind == REGION_STATIC && value_is_wrapped(result))
        flow_shape_wrap(flow, instr, region);
    if (instr->operator== BINARY_SUB && left.kind == VALUE_INT && right.kind == VALUE_INT && left.number == 0)
        result = value_int(-right.number);
    if (result.kind == VALUE_UNKNOWN)
        result = flow_fresh(flow, state);
    else if (result.kind == VALUE_INIT)
        result = as_address(flow, state, instr, state_load(state, result.region)); /* its number may be known by now */
    if (region != NULL)
        state_store(state, region, result);
    states_push(flow, out, state);
}

static bool is_record(const struct type *type)
{
    return type != NULL && type->kind == TYPE_RECORD;
}

static void copy(struct flow *flow, const struct instr *instr, struct state *state)
{
    struct value value = flow_value(flow, state, &instr->args[0]);
    if (value.kind == VALUE_UNKNOWN) /* somebody's object, not one that was made here */
        value = value_init(region_root(flow->context->regions, REGION_FRESH, flow_slot(flow, state), REGION_UNKNOWN_OBJECT));
    const struct operand *source = &instr->args[0];
    if (value_is_wrapped(value) && instr->dst != NULL) /* n = t, where t = (n + 1) % N */
        flow_shape_wrap(flow, instr, flow_region(flow, state, instr->dst));
    value = as_address(flow, state, instr, value);
    flow_write(flow, state, instr, value);
    if (source->kind != OPERAND_PLACE)
        return;
    const struct region *from = flow_region(flow, state, source->place);
    if (is_record(source->place->type) && instr->dst != NULL)
        state_copy_below(state, flow_region(flow, state, instr->dst), from);
    if (instr->op == OP_MOVE && from != NULL)
        state_store(state, from, value_int(0));
}

static void allocate(struct flow *flow, const struct instr *instr, struct state *state)
{
    struct value value = instr->arg_count > 0 ? flow_value(flow, state, &instr->args[0]) : flow_allocated(flow, state);
    state_assume(state, value, BINARY_NE, 0);
    flow_begin_life(flow, instr, value, instr->type);
    flow_write(flow, state, instr, value);
}

/* delete p: the destructor, then the end of the object. */
static void delete_object(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state,
                          struct states *out)
{
    struct value value = flow_value(flow, state, &instr->args[0]);
    struct state *null = state_copy(state);
    if (state_assume(null, value, BINARY_EQ, 0))
        states_push(flow, out, null);
    if (!state_assume(state, value, BINARY_NE, 0))
        return;
    struct states after = {0};
    if (instr->call != NULL)
        flow_implicit_call(flow, block, instr, instr->call, value, state, &after);
    else
        states_push(flow, &after, state);
    for (uint32_t i = 0; i < after.count; i++) {
        flow_end(flow, after.items[i], value_pointee(flow->context->regions, value),
                 (struct fact){.kind = EFFECT_END,
                               .site = instr->loc,
                               .via = "delete",
                               .record = instr->type != NULL ? instr->type->record : NULL});
        states_push(flow, out, after.items[i]);
    }
}

/* The deleter of unique_ptr<T, D>: a function or closure kept beside the pointer, or D's operator(). */
static struct value deleter_of(struct flow *flow, const struct state *state, const struct type *type, const struct region *region)
{
    struct value kept = state_load(state, flow_deleter(flow, region));
    if (kept.kind == VALUE_FUNCTION || kept.kind == VALUE_CLOSURE)
        return kept;
    const struct type *deleter = type->arg_count >= 2 ? type->args[1] : NULL;
    const char *id = deleter != NULL && deleter->record != NULL
                         ? flow->context->method_of(flow->context->program, deleter->record, "operator()")
                         : NULL;
    return id != NULL ? (struct value){.kind = VALUE_FUNCTION, .text = id} : VALUE_NONE;
}

static bool has_own_deleter(const struct type *type)
{
    const struct type *deleter = type->arg_count >= 2 ? type->args[1] : NULL;
    return deleter != NULL && g_strcmp0(deleter->name, "std::default_delete") != 0;
}

/* The end of a unique_ptr's life ends what it owns, or hands it to its deleter. */
static void end_by_type(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state,
                        struct states *out)
{
    const struct type *type = instr->dst->type;
    const struct region *region = flow_region(flow, state, instr->dst);
    struct value value = state_load(state, region);
    bool owns = type->kind == TYPE_RECORD && models_ownership(flow->context->models, type) == OWNERSHIP_UNIQUE &&
                value.kind == VALUE_INIT && (state_signs(state, value) & SIGN_NONZERO) != 0;
    if (!owns) {
        states_push(flow, out, state);
        return;
    }
    struct value deleter = deleter_of(flow, state, type, region);
    if (flow_call_with(flow, block, instr, deleter, value, state, out))
        return;
    const struct region *object = value_pointee(flow->context->regions, value);
    struct fact fact = {.kind = EFFECT_END, .site = instr->loc, .via = "~unique_ptr"};
    if (has_own_deleter(type)) { /* who knows what it undoes */
        fact.kind = EFFECT_REMOVE, fact.element = object, fact.maybe = true;
        flow_remove(flow, state, fact);
    } else {
        flow_end(flow, state, object, fact);
    }
    states_push(flow, out, state);
}

static void end_scope(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state,
                      struct states *out)
{
    const struct region *region = flow_region(flow, state, instr->dst);
    struct states after = {0};
    struct value held = state_load(state, region);
    if (held.kind == VALUE_CLOSURE && instr->dst->root == ROOT_LOCAL && instr->call != NULL)
        flow_run_closure(flow, block, instr, held, state, &after); /* a scope guard */
    else if (instr->call != NULL)
        flow_implicit_call(flow, block, instr, instr->call, value_address(region), state, &after);
    else
        states_push(flow, &after, state);
    for (uint32_t i = 0; i < after.count; i++)
        end_by_type(flow, block, instr, after.items[i], out);
}

/* A closure object: what it captured lies in fresh memory of its own. */
static void make_closure(struct flow *flow, const struct instr *instr, struct state *state)
{
    struct value fresh = flow_fresh(flow, state);
    for (uint32_t i = 0; i < instr->closure->capture_count; i++) {
        const struct region *slot = region_element(flow->context->regions, fresh.region, i);
        struct value captured = flow_value(flow, state, &instr->closure->captures[i].value);
        state_store(state, slot, captured.kind == VALUE_UNKNOWN ? value_init(slot) : captured);
    }
    flow_write(flow, state, instr, (struct value){.kind = VALUE_CLOSURE, .region = fresh.region, .closure = instr->closure});
}

static void begin_life(struct flow *flow, const struct instr *instr, struct state *state)
{
    enum ownership ownership = models_ownership(flow->context->models, instr->type);
    bool is_pointer_like = ownership == OWNERSHIP_SHARED || ownership == OWNERSHIP_UNIQUE || ownership == OWNERSHIP_WEAK;
    const struct region *region = instr->dst != NULL ? flow_region(flow, state, instr->dst) : NULL;
    if (region != NULL && is_record(instr->type) && is_pointer_like)
        state_store(state, region, value_int(0));
}

void flow_instr(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state, struct states *out)
{
    switch (instr->op) {
    case OP_COPY:
    case OP_MOVE:
        copy(flow, instr, state);
        break;
    case OP_BINARY:
        binary(flow, instr, state, out);
        return;
    case OP_ALLOC:
        allocate(flow, instr, state);
        break;
    case OP_CALL:
        flow_call(flow, block, instr, state, out);
        return;
    case OP_CLOSURE:
        make_closure(flow, instr, state);
        break;
    case OP_DELETE:
        delete_object(flow, block, instr, state, out);
        return;
    case OP_END:
        end_scope(flow, block, instr, state, out);
        return;
    case OP_INIT:
        begin_life(flow, instr, state);
        break;
    case OP_CATCH:
    case OP_OTHER:
        flow_write(flow, state, instr, flow_fresh(flow, state));
        break;
    case OP_COUNT:
        break;
    }
    states_push(flow, out, state);
}
