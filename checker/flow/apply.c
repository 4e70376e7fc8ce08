/* apply.c: whom a call reaches: its model (model_call.c), its targets' summaries (substitute.c), or nothing that anybody knows.
 */
#include "flow/engine.h"

enum { CLOSURES_NESTED = 3 };

/* --- calls of functions nobody saw
 * ----------------------------------------------------------------------------------------------- */

static bool reaches(const struct region *from, const struct fact *registration)
{
    return from != NULL && (from == registration->element || from == registration->cell ||
                            region_passes(registration->registry, from) || registration->registry == from);
}

void flow_doubt(struct flow *flow, struct state *state, const struct arguments *args, bool only_given)
{
    for (uint32_t i = 0; i < state->fact_count; i++) {
        struct fact *fact = &state->facts[i];
        if (fact->kind != EFFECT_REGISTER || (only_given && !fact->is_given))
            continue;
        const char *link;
        bool is_given = reaches(flow_element(flow, args->receiver, &link), fact);
        for (uint32_t k = 0; k < args->count && !is_given; k++)
            is_given = reaches(flow_element(flow, args->values[k], &link), fact);
        fact->is_doubted |= is_given;
    }
}

static void forget(struct flow *flow, struct state *state, const struct arguments *args)
{
    for (uint32_t i = 0; i < args->count; i++)
        state_forget_numbers(state, value_pointee(flow->context->regions, args->values[i]));
    state_forget_numbers(state, value_pointee(flow->context->regions, args->receiver));
}

/* Somebody wrote a handler around this call, so it throws: C++, by the parameter types in its id. */
static bool throws_into_handler(const struct flow *flow, const struct block *block, const struct call *call)
{
    bool is_cxx = call->receiver_type != NULL || (call->callee != NULL && strchr(call->callee, '#') != NULL);
    return is_cxx && (call->flags & (CALL_NOTHROW | CALL_OPERATOR)) == 0 && flow_is_guarded(flow, block);
}

static void apply_unknown(struct flow *flow, const struct block *block, struct state *state, const struct arguments *args,
                          bool is_foreign, struct states *out)
{
    if (state->registrations > 0 && throws_into_handler(flow, block, args->call)) {
        struct state *thrown = state_copy(state);
        state_step(thrown, TRACE_THROW, args->instr->loc, flow->function->display,
                   intern_printf(flow->context->strings, "'%s' throws here", args->call->name));
        flow_throw(flow, block, thrown, args->instr->loc);
    }
    if (!is_foreign)
        flow_doubt(flow, state, args, false);
    forget(flow, state, args);
    if ((args->call->flags & CALL_CONSTRUCTOR) && args->count > 0) /* a guard of a library: keeps the closure until its end */
        for (uint32_t i = 0; i < args->count; i++)
            if (args->values[i].kind == VALUE_CLOSURE)
                state_store(state, value_pointee(flow->context->regions, args->receiver), args->values[i]);
    flow_write(flow, state, args->instr, flow_fresh(flow, state));
    if (args->call->flags & CALL_NORETURN)
        flow_leave(flow, state, EXIT_NORETURN, VALUE_NONE, args->instr->loc);
    else
        states_push(flow, out, state);
}

/* it != v.end(), p == other: a comparison that happens to be a call. */
static bool compare_operator(struct flow *flow, const struct arguments *args, struct state *state, struct states *out)
{
    const char *member = args->call->member;
    bool is_equal = g_strcmp0(member, "operator==") == 0, is_different = g_strcmp0(member, "operator!=") == 0;
    if (!(args->call->flags & CALL_OPERATOR) || (!is_equal && !is_different))
        return false;
    struct value sides[2] = {VALUE_NONE, VALUE_NONE};
    uint32_t count = 0;
    const struct operand *operands[2] = {NULL, NULL};
    if (args->call->receiver.kind != OPERAND_NONE)
        operands[count++] = &args->call->receiver;
    for (uint32_t i = 0; i < args->count && count < 2; i++)
        operands[count++] = &args->operands[i];
    for (uint32_t i = 0; i < count; i++)
        sides[i] = operands[i]->place != NULL && operands[i]->kind == OPERAND_ADDRESS
                       ? state_load(state, flow_region(flow, state, operands[i]->place))
                       : flow_value(flow, state, operands[i]);
    if (sides[0].kind == VALUE_INT) {
        struct value swap = sides[0];
        sides[0] = sides[1], sides[1] = swap;
    }
    if (sides[1].kind != VALUE_INT || (sides[0].kind != VALUE_INIT && sides[0].kind != VALUE_INT))
        return false;
    for (int equal = 0; equal < 2; equal++) {
        struct state *taken = state_copy(state);
        if (!state_assume(taken, sides[0], equal ? BINARY_EQ : BINARY_NE, sides[1].number))
            continue;
        flow_write(flow, taken, args->instr, value_int(is_equal ? equal : !equal));
        states_push(flow, out, taken);
    }
    return true;
}

/* --- calls
 * -------------------------------------------------------------------------------------------------------------------------- */

static void collect(struct flow *flow, struct state *state, const struct instr *instr, const struct call *call,
                    struct arguments *args)
{
    *args = (struct arguments){.call = call, .operands = instr->args, .count = instr->arg_count, .instr = instr};
    args->values = arena_new_array(flow->scratch, struct value, instr->arg_count);
    for (uint32_t i = 0; i < instr->arg_count; i++)
        args->values[i] = flow_value(flow, state, &instr->args[i]);
    args->receiver = flow_value(flow, state, &call->receiver);
}

/* f(std::move(p)): a unique_ptr passed by value has been moved out of its place. */
static void give_away(struct flow *flow, struct state *state, const struct arguments *args)
{
    for (uint32_t i = 0; i < args->count; i++) {
        const struct operand *operand = &args->operands[i];
        if (operand->kind == OPERAND_PLACE && operand->place->type->kind == TYPE_RECORD &&
            models_ownership(flow->context->models, operand->place->type) == OWNERSHIP_UNIQUE)
            state_store(state, flow_region(flow, state, operand->place), value_int(0));
    }
}

static struct value target_value(struct flow *flow, struct state *state, const struct call *call)
{
    if (call->target.kind != OPERAND_NONE)
        return flow_value(flow, state, &call->target);
    bool is_invocation = g_strcmp0(call->member, "operator()") == 0 && call->receiver.place != NULL;
    if (!is_invocation)
        return VALUE_NONE;
    return state_load(state, value_pointee(flow->context->regions, flow_value(flow, state, &call->receiver)));
}

void flow_run_closure(struct flow *flow, const struct block *block, const struct instr *instr, struct value closure,
                      struct state *state, struct states *out)
{
    struct call call = {.callee = closure.closure->function, .name = "closure"};
    struct arguments args = {.call = &call, .instr = instr, .closure = closure};
    const struct summary *summary = flow->context->summary_of(flow->context->program, closure.closure->function);
    if (summary == NULL || flow->nesting >= CLOSURES_NESTED) {
        states_push(flow, out, state);
        return;
    }
    flow->nesting++;
    flow_apply_summary(flow, block, summary, &args, closure.closure->function, state, out);
    flow->nesting--;
}

/* The callee will call what lies there: its caller may know what that is. Only what closures are kept in: parameters, members. */
void flow_note_invocation(struct state *state, struct value target, struct loc site)
{
    const struct region *region = target.region;
    if (target.kind != VALUE_INIT)
        return;
    enum region_kind root = region->root->kind;
    bool is_near =
        root == REGION_THIS ? region->depth <= 2 : (root == REGION_PARAM || root == REGION_CAPTURE) && region->depth <= 1;
    if (!is_near)
        return;
    for (uint32_t i = 0; i < state->fact_count; i++)
        if (state->facts[i].kind == EFFECT_CALLBACK && state->facts[i].element == region)
            return;
    state_add_fact(state, (struct fact){.kind = EFFECT_CALLBACK, .element = region, .site = site, .via = "()"});
}

static void call_targets(struct flow *flow, const struct block *block, const struct arguments *args, struct state *state,
                         struct value target, struct states *out)
{
    const char *ids[FLOW_TARGETS];
    bool complete = true;
    const struct flow_context *context = flow->context;
    uint32_t count = context->targets_of(context->program, args->call, target, ids, &complete);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct summary *summary = context->summary_of(context->program, ids[i]);
        if (summary == NULL)
            continue;
        any = true;
        bool is_only = count == 1 && complete;
        flow_apply_summary(flow, block, summary, args, ids[i], is_only ? state : state_copy(state), out);
    }
    if (any && complete)
        return;
    flow_note_invocation(state, target, args->instr->loc);
    bool is_foreign = (args->call->flags & CALL_SYSTEM) != 0;
    apply_unknown(flow, block, state, args, is_foreign, out);
}

/* A body in the project itself: of a library's container, the model says more than its insides do. */
static bool has_own_body(const struct flow *flow, const struct call *call)
{
    const struct flow_context *context = flow->context;
    const struct function *function = call->callee != NULL ? context->function_of(context->program, call->callee) : NULL;
    return function != NULL && function->loc.file != NULL && function->loc.file[0] != '/';
}

/* dictAdd(d, key, c): what its name says, and whatever its body is known to do. */
static void call_by_name(struct flow *flow, const struct block *block, const struct arguments *args, struct state *state,
                         struct states *out)
{
    const struct flow_context *context = flow->context;
    struct instr quiet = *args->instr;
    struct arguments same = *args;
    struct states named = {0};
    quiet.dst = NULL;
    same.instr = &quiet;
    flow_apply_model(flow, block, context->name_of(context->program, args->call->callee), &same, state, &named);
    for (uint32_t i = 0; i < named.count; i++)
        call_targets(flow, block, args, named.items[i], VALUE_NONE, out);
}

void flow_call(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state, struct states *out)
{
    struct arguments args;
    collect(flow, state, instr, instr->call, &args);
    give_away(flow, state, &args);
    if (compare_operator(flow, &args, state, out))
        return;
    const struct flow_context *context = flow->context;
    const struct model *model = context->model_of(context->program, instr);
    bool has_body = has_own_body(flow, instr->call);
    if (model != NULL && (!has_body || model->over_body)) {
        flow_apply_model(flow, block, model, &args, state, out);
        return;
    }
    struct value target = target_value(flow, state, instr->call);
    if (target.kind == VALUE_CLOSURE)
        flow_run_closure(flow, block, instr, target, state, out);
    else if (has_body && context->name_of(context->program, instr->call->callee) != NULL)
        call_by_name(flow, block, &args, state, out);
    else
        call_targets(flow, block, &args, state, target, out);
}

void flow_implicit_call(struct flow *flow, const struct block *block, const struct instr *instr, const struct call *call,
                        struct value receiver, struct state *state, struct states *out)
{
    struct instr made = {.op = OP_CALL,
                         .loc = instr->loc,
                         .call = (struct call *)call,
                         .args = instr->args,
                         .arg_count = instr->op == OP_END ? instr->arg_count : 0};
    struct arguments args;
    collect(flow, state, &made, call, &args);
    args.receiver = receiver;
    const struct flow_context *context = flow->context;
    const struct model *model = context->model_of(context->program, &made);
    bool has_body = call->callee != NULL && context->function_of(context->program, call->callee) != NULL;
    if (model != NULL && !has_own_body(flow, call))
        flow_apply_model(flow, block, model, &args, state, out);
    else if (has_body || (call->flags & CALL_VIRTUAL))
        call_targets(flow, block, &args, state, VALUE_NONE, out);
    else
        states_push(flow, out, state);
}

bool flow_macro(struct flow *flow, const struct block *block, const struct instr *macro, struct state *state, struct states *out)
{
    const struct model *model = flow->context->model_of(flow->context->program, macro);
    if (model == NULL)
        return false;
    struct arguments args;
    collect(flow, state, macro, macro->call, &args);
    flow_apply_model(flow, block, model, &args, state, out);
    return true;
}
