/* substitute.c: a callee's summary in the words of its caller.
 *
 * PARAM i becomes what argument i is, DEREF becomes what the caller's memory holds there, and the callee's fresh cells get names
 * of their own at this call. What cannot be said (the callee's locals) becomes unknown. */
#include "flow/engine.h"

struct substitution {
    struct flow *flow;
    struct state *entry; /* as it was before the call */
    const struct arguments *args;
    uint32_t iteration; /* how many earlier calls of this instruction left fresh objects registered */
    uint64_t number;    /* what is remembered under another number is not true here */
    uint64_t written;   /* bits of globals in or behind which the caller has written */
};

/* A summary names the same few regions over and over: what each is here is found once for a call. */
enum { TRANSLATIONS = 128 }; /* a power of two; a newer one takes an older one's place */

struct translation {
    uint64_t number;
    const struct region *callees, *here;
};

static uint64_t global_bit(const struct region *root)
{
    return UINT64_C(1) << (region_mix((uintptr_t)root, 0) & 63);
}

/* Globals have one name in every function. So has what lies behind them, where nothing was written. */
static bool means_the_same(const struct substitution *subst, const struct region *region)
{
    return region->root->kind == REGION_STATIC && (subst->written & global_bit(region->root)) == 0;
}

/* The memory that the translations came from has changed, or another call begins. */
static void forget_translations(struct substitution *subst)
{
    struct flow *flow = subst->flow;
    subst->written = 0;
    for (uint32_t i = 0; i < subst->entry->cell_count; i++)
        if (subst->entry->cells[i].region->root->kind == REGION_STATIC)
            subst->written |= global_bit(subst->entry->cells[i].region->root);
    if (flow->translations == NULL)
        flow->translations = arena_new_array(flow->scratch, struct translation, TRANSLATIONS);
    subst->number = ++flow->translated;
}

static struct value root_value(const struct substitution *subst, const struct region *root)
{
    switch ((int)root->kind) {
    case REGION_PARAM:
        return root->index < subst->args->count ? subst->args->values[root->index] : VALUE_NONE;
    case REGION_THIS:
        return subst->args->receiver;
    case REGION_CAPTURE:
        if (subst->args->closure.kind != VALUE_CLOSURE)
            return VALUE_NONE;
        return state_load(subst->entry, region_element(subst->flow->context->regions, subst->args->closure.region, root->index));
    default:
        return VALUE_NONE;
    }
}

/* The caller's name of the callee's fresh cell: one for each call and iteration. */
static const struct region *name_fresh(struct flow *flow, uint32_t slot, const struct region *fresh)
{
    gint64 key = ((gint64)slot << 32) | fresh->index;
    gpointer known;
    if (!g_hash_table_lookup_extended(flow->fresh, &key, NULL, &known)) {
        gint64 *copy = g_new(gint64, 1);
        *copy = key;
        known = GUINT_TO_POINTER(flow->fresh_count++);
        g_hash_table_insert(flow->fresh, copy, known);
    }
    return region_root(flow->context->regions, REGION_FRESH, GPOINTER_TO_UINT(known), fresh->name);
}

static const struct region *fresh_here(const struct substitution *subst, const struct region *region)
{
    uint32_t slot = subst->flow->serial * FRESH_SLOTS + subst->entry->epoch;
    const struct region *fresh = name_fresh(subst->flow, slot, region);
    for (uint32_t i = 0; i < subst->iteration; i++)
        fresh = name_fresh(subst->flow, ++slot, region);
    return fresh;
}

static const struct region *region_here(const struct substitution *subst, const struct region *region);

static struct value value_here(const struct substitution *subst, struct value value);

static struct value result_here(const struct substitution *subst, const struct operation *operation)
{
    struct operation here = {operation->operator, value_here(subst, operation->left), value_here(subst, operation->right)};
    struct value value = value_operation(subst->flow->context->regions, here);
    return value.kind == VALUE_INIT ? state_load(subst->entry, value.region) : value;
}

/* What INIT(region) of the callee is for the caller. */
static struct value init_here(const struct substitution *subst, const struct region *region)
{
    if (region->kind == REGION_PARAM || region->kind == REGION_THIS || region->kind == REGION_CAPTURE)
        return root_value(subst, region);
    if (region->operation != NULL)
        return result_here(subst, region->operation);
    if (means_the_same(subst, region))
        return value_init(region);
    const struct region *here = region_here(subst, region);
    return here != NULL ? state_load(subst->entry, here) : VALUE_NONE;
}

static const struct region *translate(const struct substitution *subst, const struct region *region)
{
    struct regions *regions = subst->flow->context->regions;
    switch (region->kind) {
    case REGION_STATIC:
    case REGION_HIDDEN:
        return region;
    case REGION_FRESH:
        return fresh_here(subst, region);
    case REGION_DEREF:
        return value_pointee(regions, init_here(subst, region->parent));
    case REGION_FIELD:
        return region_field(regions, region_here(subst, region->parent), region->name, region->record);
    case REGION_ELEMENT:
        return region_element(regions, region_here(subst, region->parent), region->index);
    case REGION_OUTER:
        return region_outer(regions, region_here(subst, region->parent), region->name, region->record);
    case REGION_PARAM:
    case REGION_THIS:
    case REGION_CAPTURE:
    case REGION_LOCAL:
    case REGION_TEMP:
    case REGION_RESULT:
        return NULL;
    }
    return NULL;
}

static const struct region *region_here(const struct substitution *subst, const struct region *region)
{
    if (region == NULL || region->kind == REGION_STATIC || means_the_same(subst, region))
        return region;
    struct translation *known = &subst->flow->translations[region->order % TRANSLATIONS];
    if (known->number == subst->number && known->callees == region)
        return known->here;
    const struct region *here = translate(subst, region);
    *known = (struct translation){.number = subst->number, .callees = region, .here = here};
    return here;
}

static struct value value_here(const struct substitution *subst, struct value value)
{
    switch (value.kind) {
    case VALUE_INIT:
        return init_here(subst, value.region);
    case VALUE_ADDRESS:
        return value_address(region_here(subst, value.region));
    case VALUE_CLOSURE:
        value.region = region_here(subst, value.region);
        return value.region != NULL ? value : VALUE_NONE;
    case VALUE_UNKNOWN:
    case VALUE_INT:
    case VALUE_FUNCTION:
    case VALUE_STRING:
        return value;
    }
    return value;
}

/* Can this outcome happen, given what the caller knows? */
static bool is_possible(const struct substitution *subst, const struct outcome *outcome, struct state *state)
{
    for (uint32_t i = 0; i < outcome->assumption_count; i++) {
        const struct assumption *assumption = &outcome->assumptions[i];
        struct value value = init_here(subst, assumption->region);
        if (value.kind == VALUE_INIT && assumption->region->root->kind == REGION_FRESH)
            state_renew(state, value.region); /* new in this call */
        if (!state_narrow(state, value, assumption->signs))
            return false;
    }
    return true;
}

/* free(void *) ends what its caller knows to be a connection. */
static const char *argument_record(const struct substitution *subst, const struct region *element)
{
    bool is_argument = element != NULL && element->kind == REGION_DEREF && element->parent->kind == REGION_PARAM;
    const struct type *type =
        is_argument && element->root->index < subst->args->count ? subst->args->operands[element->root->index].type : NULL;
    return type != NULL && type->kind == TYPE_POINTER && type->target != NULL ? type->target->record : NULL;
}

/* What it is about. Returns the link by which the caller's object holds the element, or NULL. */
static const char *locate(const struct substitution *subst, const struct fact *fact, struct fact *here)
{
    struct flow *flow = subst->flow;
    const char *link = NULL;
    const struct region *element = region_here(subst, fact->element);
    here->registry = registry_of(flow->context, region_here(subst, fact->registry));
    here->element = element != NULL ? flow_element(flow, value_address(element), &link) : NULL;
    here->link = link == NULL ? fact->link : fact->link == NULL ? link : flow_link_below(flow, link, fact->link);
    here->counter = region_here(subst, fact->counter);
    if (here->registry != NULL && here->element != NULL && fact->kind != EFFECT_REGISTER &&
        region_contains(here->element, here->registry))
        here->registry = NULL;
    return link;
}

static struct fact fact_here(const struct substitution *subst, const struct fact *fact)
{
    struct fact here = *fact;
    const char *link = locate(subst, fact, &here);
    here.is_again = link != NULL && fact->kind == EFFECT_REGISTER;
    here.is_new = false;
    if (link != NULL)
        here.record = NULL;
    else if (fact->record == NULL)
        here.record = argument_record(subst, fact->element);
    here.cell = region_here(subst, fact->cell);
    here.key = value_here(subst, fact->key);
    here.from_callee = true;
    here.here = subst->args->instr->loc;
    here.by_constructor |= (subst->args->call->flags & CALL_CONSTRUCTOR) != 0;
    if (fact->kind != EFFECT_REGISTER && here.registry == NULL && here.link == fact->link)
        here.is_resolved = true; /* nothing new can be said of this removal here */
    here.hops += fact->is_resolved || fact->kind == EFFECT_END;
    here.age += fact->is_resolved;
    if (!fact->is_resolved) {
        here.site = subst->args->instr->loc;
        here.via = subst->args->call->name != NULL && *subst->args->call->name != '\0' ? subst->args->call->name : fact->via;
        here.registry_name = NULL;
        here.element_name = NULL;
    }
    return here;
}

/* "c" in listAddNodeTail(server.clients, c) */
static const char *argument_name(const struct substitution *subst, const struct fact *fact, const struct fact *here)
{
    const struct region *root = fact->element != NULL ? fact->element->root : NULL;
    const struct operand *operand = NULL;
    if (root != NULL && root->kind == REGION_PARAM && root->index < subst->args->count)
        operand = &subst->args->operands[root->index];
    else if (root != NULL && root->kind == REGION_THIS)
        operand = &subst->args->call->receiver;
    const char *name = flow_operand_name(subst->flow, operand, here->element);
    const struct type *type = operand != NULL ? operand->type : NULL;
    while (name == NULL && type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE))
        type = type->target;
    return name != NULL || type == NULL ? name : type->name;
}

/* What a constructor calls `this` has a better name here. */
static bool is_nameless(const char *name)
{
    return name == NULL || strcmp(name, "this") == 0;
}

static void apply_fact(const struct substitution *subst, const struct fact *fact, const struct outcome *outcome,
                       const char *callee, struct state *state)
{
    struct flow *flow = subst->flow;
    struct fact here = fact_here(subst, fact);
    switch ((int)fact->kind) {
    case EFFECT_REGISTER: {
        if (fact->registry != NULL && here.registry == NULL)
            return;
        bool is_construction = (subst->args->call->flags & CALL_CONSTRUCTOR) && outcome->exit == EXIT_THROW;
        if (is_construction && here.element != NULL &&
            value_pointee(flow->context->regions, subst->args->receiver) == here.element)
            return; /* the object never came to life: its constructor's own affair */
        if (flow_is_too_deep(flow, &here)) {
            flow_remember_deep(flow, &here);
            return;
        }
        if (is_nameless(here.element_name))
            here.element_name = argument_name(subst, fact, &here);
        if (here.origin != NULL && (outcome->is_failure || outcome->exit == EXIT_THROW))
            __atomic_add_fetch(&here.origin->callers, 1, __ATOMIC_RELAXED);
        else
            here.origin = NULL;
        if (here.element != NULL && here.element == here.cell)
            here.cell = NULL;
        if (state->registrations == 0 || fact->is_resolved) {
            const char *text = intern_printf(flow->context->strings, "calling '%s'", callee);
            state_step(state, TRACE_CALL, subst->args->instr->loc, flow->function->display, text);
        }
        flow_register(flow, state, here);
        break;
    }
    case EFFECT_REMOVE:
    case EFFECT_CLEAR:
        if (here.registry != NULL || here.element != NULL)
            flow_remove(flow, state, here);
        break;
    case EFFECT_END:
        if (fact->flags & EFFECT_HANDLE)
            flow_end_handle(flow, state, here.counter, here.key, here);
        else
            flow_end(flow, state, here.element, here);
        break;
    default:
        break;
    }
}

/* Only what this caller knows more of comes into force again; on which paths of the callee it does was not kept. */
static void apply_deep(const struct substitution *subst, const struct summary *summary)
{
    for (uint32_t i = 0; i < summary->deep_count; i++) {
        struct fact here = fact_here(subst, &summary->deep[i]);
        if (here.registry == NULL && summary->deep[i].registry != NULL)
            continue;
        if (flow_is_too_deep(subst->flow, &here)) {
            flow_remember_deep(subst->flow, &here);
            continue;
        }
        here.maybe = true;
        here.trace = NULL;
        flow_register(subst->flow, subst->entry, here);
    }
}

static bool concerns_registrations(const struct substitution *subst, const struct marks *marks, const struct fact *fact)
{
    struct fact here = {.kind = fact->kind};
    locate(subst, fact, &here);
    return flow_takes_any(subst->flow, subst->entry, marks, &here);
}

/* What some path of the callee takes out: our registration may be gone on all of them. Callers are told once; after that only
 * what this state has registered is of interest. */
static void apply_may(const struct substitution *subst, const struct summary *summary)
{
    const struct summary **told = &subst->flow->told[subst->flow->serial];
    bool is_told = *told == summary;
    if (!is_told)
        apply_deep(subst, summary);
    if (subst->entry->registrations == 0 && is_told)
        return;
    *told = summary;
    struct marks marks;
    flow_mark_registrations(subst->flow, subst->entry, &marks);
    for (uint32_t i = 0; i < summary->may_count; i++) {
        const struct fact *fact = summary->may[i];
        bool concerns = subst->entry->registrations > 0 && concerns_registrations(subst, &marks, fact);
        if (!concerns && (is_told || flow_passes_on(subst->flow, fact)))
            continue;
        struct fact here = fact_here(subst, fact);
        here.maybe = true;
        if (here.registry != NULL || here.element != NULL || here.counter != NULL)
            flow_remove(subst->flow, subst->entry, here);
    }
}

/* All values first: they speak of the memory before the call. */
static void apply_stores(const struct substitution *subst, const struct outcome *outcome, struct state *state)
{
    struct cell *here = arena_new_array(subst->flow->scratch, struct cell, outcome->store_count);
    for (uint32_t i = 0; i < outcome->store_count; i++)
        here[i] = (struct cell){.region = region_here(subst, outcome->stores[i].region),
                                .value = value_here(subst, outcome->stores[i].value)};
    for (uint32_t i = 0; i < outcome->store_count; i++)
        if (here[i].region != NULL)
            state_store(state, here[i].region, here[i].value);
}

static const char *display_of(const struct flow *flow, const char *callee)
{
    const struct function *function = flow->context->function_of(flow->context->program, callee);
    return function != NULL ? function->display : callee;
}

/* Closures and functions that the callee invoked without knowing them. */
static void run_invoked(const struct substitution *subst, const struct block *block, const struct outcome *outcome,
                        struct state *state, struct states *out)
{
    struct flow *flow = subst->flow;
    for (uint32_t i = 0; i < outcome->fact_count; i++) {
        if (outcome->facts[i].kind != EFFECT_CALLBACK)
            continue;
        struct value value = init_here(subst, outcome->facts[i].element);
        if (value.kind == VALUE_CLOSURE) {
            struct instr quiet = *subst->args->instr;
            quiet.dst = NULL;
            flow_run_closure(flow, block, &quiet, value, state, out);
            return;
        }
        flow_note_invocation(state, value, outcome->facts[i].site);
    }
    states_push(flow, out, state);
}

/* An object that the callee made; if it is a void *, it becomes an object of a type only here. */
static void receive_made(const struct substitution *subst, struct value value, const char *callee)
{
    struct flow *flow = subst->flow;
    const struct function *function = flow->context->function_of(flow->context->program, callee);
    const struct place *dst = subst->args->instr->dst;
    bool is_bare = function != NULL && function->result != NULL && function->result->kind == TYPE_POINTER &&
                   function->result->target != NULL && function->result->target->kind == TYPE_VOID;
    g_hash_table_add(flow->made, (gpointer)value.region);
    if (is_bare && dst != NULL && dst->type->kind == TYPE_POINTER)
        flow_begin_life(flow, subst->args->instr, value, dst->type->target);
}

static void apply_outcome(struct substitution *subst, const struct block *block, const struct summary *summary,
                          const struct outcome *outcome, const char *callee, struct states *out)
{
    struct flow *flow = subst->flow;
    struct state *state = summary->outcome_count == 1 ? subst->entry : state_copy(subst->entry);
    if (!is_possible(subst, outcome, state)) {
        if (state != subst->entry)
            state_drop(state);
        return;
    }
    for (uint32_t i = 0; i < subst->args->count; i++)
        state_forget_numbers(state, value_pointee(flow->context->regions, subst->args->values[i]));
    if (state == subst->entry)
        forget_translations(subst);
    for (uint32_t i = 0; i < outcome->fact_count; i++)
        apply_fact(subst, &outcome->facts[i], outcome, display_of(flow, callee), state);
    struct value value = value_here(subst, outcome->value);
    const struct region *found = region_here(subst, outcome->found);
    if (outcome->is_made && value.kind == VALUE_INIT)
        receive_made(subst, value, callee);
    apply_stores(subst, outcome, state);
    if (state == subst->entry)
        forget_translations(subst);
    struct loc loc = subst->args->instr->loc;
    if (outcome->exit == EXIT_NORETURN) {
        flow_leave(flow, state, EXIT_NORETURN, VALUE_NONE, loc);
        return;
    }
    if (outcome->exit == EXIT_THROW) {
        if (state->registrations > 0)
            state_step(state, TRACE_THROW, loc, flow->function->display,
                       intern_printf(flow->context->strings, "'%s' throws here", display_of(flow, callee)));
        flow_throw(flow, block, state, loc);
        return;
    }
    if (value.kind == VALUE_UNKNOWN && subst->args->instr->dst != NULL)
        value = outcome->signs == SIGN_ZERO ? value_int(0) : flow_fresh(flow, state);
    if (!state_narrow(state, value, outcome->signs))
        return;
    flow_find(flow, value, found);
    flow_write(flow, state, subst->args->instr, value);
    run_invoked(subst, block, outcome, state, out);
}

/* Objects that callees made in earlier iterations, and that are registered still, keep their names. */
static uint32_t earlier_calls(const struct flow *flow, const struct state *state)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < state->fact_count; i++) {
        const struct region *element = state->facts[i].element;
        bool is_made = element != NULL && element->root->kind == REGION_FRESH && element->root->index >= flow->first_callee_fresh;
        count += is_made && state->facts[i].kind == EFFECT_REGISTER && !state->facts[i].is_given;
    }
    return MIN(count, 3u);
}

void flow_apply_summary(struct flow *flow, const struct block *block, const struct summary *summary, const struct arguments *args,
                        const char *callee, struct state *state, struct states *out)
{
    flow->waits |= summary->waits;
    struct substitution subst = {.flow = flow, .entry = state, .args = args};
    subst.iteration = earlier_calls(flow, state);
    forget_translations(&subst);
    apply_may(&subst, summary);
    if (summary->is_incomplete || summary->is_cut)
        flow_doubt(flow, state, args, !summary->is_incomplete);
    flow_tell_call(flow, state, callee);
    for (uint32_t i = 0; i < summary->outcome_count; i++)
        apply_outcome(&subst, block, summary, &summary->outcomes[i], callee, out);
}
