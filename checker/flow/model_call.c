/* model_call.c: what a call of a modelled API does: each of its effects in turn, in one state. */
#include "flow/engine.h"

/* --- slots: which value of the call an effect speaks of -----------------------------------------------------------------------
 */

static const struct operand *slot_operand(const struct arguments *args, const struct slot *slot)
{
    if (slot->kind == SLOT_THIS)
        return &args->call->receiver;
    if ((slot->kind == SLOT_ARG || slot->kind == SLOT_ARGS_FROM) && slot->index < args->count)
        return &args->operands[slot->index];
    return NULL;
}

bool flow_is_pointer_like(const struct flow *flow, const struct type *type)
{
    enum ownership ownership = models_ownership(flow->context->models, type);
    return ownership == OWNERSHIP_RAW || ownership == OWNERSHIP_SHARED || ownership == OWNERSHIP_UNIQUE ||
           ownership == OWNERSHIP_WEAK || ownership == OWNERSHIP_CLOSURE;
}

/* C++ passes by reference what C would pass by value; both look like an address here. */
static bool is_by_reference(const struct arguments *args, const struct operand *operand)
{
    bool is_cxx = args->call->receiver_type != NULL || strstr(args->call->name, "::") != NULL;
    bool is_reference = operand->kind == OPERAND_PLACE && operand->place->type->kind == TYPE_REFERENCE;
    return is_cxx && operand->place != NULL && (operand->kind == OPERAND_ADDRESS || is_reference);
}

/* The place itself, or what a reference variable is bound to. */
const struct region *flow_referred(struct flow *flow, struct state *state, const struct arguments *args,
                                   const struct operand *operand)
{
    if (!is_by_reference(args, operand))
        return NULL;
    const struct region *region = flow_region(flow, state, operand->place);
    return operand->kind == OPERAND_ADDRESS ? region : value_pointee(flow->context->regions, state_load(state, region));
}

const struct type *flow_referred_type(const struct operand *operand)
{
    return operand->kind == OPERAND_ADDRESS ? operand->place->type : operand->place->type->target;
}

/* A pointer passed by reference counts as the pointer: push_back(const value_type &). */
static struct value operand_value(struct flow *flow, struct state *state, const struct arguments *args,
                                  const struct operand *operand, struct value raw)
{
    if (!is_by_reference(args, operand))
        return raw;
    struct value inner = state_load(state, flow_referred(flow, state, args, operand));
    return inner.kind == VALUE_CLOSURE || flow_is_pointer_like(flow, flow_referred_type(operand)) ? inner : raw;
}

static struct value field_address(struct flow *flow, const struct operand *operand, struct value value, const char *field)
{
    const struct type *type = operand->type != NULL ? operand->type->target : NULL;
    const struct region *object = value_pointee(flow->context->regions, value);
    return value_address(
        region_field(flow->context->regions, object, intern(flow->context->strings, field), type != NULL ? type->record : NULL));
}

static struct value slot_value(struct flow *flow, struct state *state, const struct arguments *args, const struct slot *slot)
{
    const struct operand *operand = slot_operand(args, slot);
    if (slot->kind == SLOT_GLOBAL)
        return value_address(region_root(flow->context->regions, REGION_HIDDEN, 0, intern(flow->context->strings, slot->global)));
    if (operand == NULL)
        return VALUE_NONE;
    if (slot->address_of)
        return operand->place != NULL ? value_address(flow_region(flow, state, operand->place)) : VALUE_NONE;
    struct value raw = slot->kind == SLOT_THIS ? args->receiver : args->values[slot->index];
    struct value value = slot->kind == SLOT_THIS ? raw : operand_value(flow, state, args, operand, raw);
    if (slot->dereference)
        value = state_load(state, value_pointee(flow->context->regions, value));
    if (slot->field != NULL)
        value = field_address(flow, operand, value, slot->field);
    return value;
}

/* The container a slot names; a position stands for the container it points into. */
static const struct region *slot_registry(struct flow *flow, struct state *state, const struct arguments *args,
                                          const struct effect *effect, const struct slot *slot)
{
    const struct region *region;
    if (effect->flags & EFFECT_ASSIGNED) {
        const struct operand *old = args->count > 0 ? &args->operands[0] : NULL;
        region = old != NULL && old->place != NULL ? flow_region(flow, state, old->place) : NULL;
    } else {
        region = value_pointee(flow->context->regions, slot_value(flow, state, args, slot));
        const struct region *container = flow_looked_up_in(flow, region);
        region = container != NULL && region->depth == 1 ? container : region;
    }
    return registry_of(flow->context, region);
}

static bool when_holds(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    if (effect->when_arg < 0 || (uint32_t)effect->when_arg >= args->count)
        return true;
    (void)flow;
    (void)state;
    struct value value = args->values[effect->when_arg];
    if (value.kind != VALUE_INT)
        return true;
    switch (effect->when_test) {
    case WHEN_EQUAL:
        return value.number == effect->when_number;
    case WHEN_DIFFERENT:
        return value.number != effect->when_number;
    case WHEN_HAS_BITS:
        return (value.number & effect->when_number) != 0;
    }
    return true;
}

/* --- the effects
 * ---------------------------------------------------------------------------------------------------------------- */

static struct fact fact_of(const struct arguments *args, const struct effect *effect)
{
    const char *name = args->call->member != NULL ? args->call->member : args->call->name;
    return (struct fact){.kind = effect->kind, .flags = effect->flags, .site = args->instr->loc, .via = name};
}

static const char *record_of(const struct operand *operand)
{
    const struct type *type = operand != NULL ? operand->type : NULL;
    while (type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE))
        type = type->target;
    if (type != NULL && type->kind == TYPE_RECORD && type->arg_count > 0 && type->args[0] != NULL && /* a smart pointer */
        type->args[0]->kind == TYPE_RECORD)
        return type->args[0]->record;
    return type != NULL ? type->record : NULL;
}

/* &c->link: the object around the link, and the link, as the source names them; a cursor made by container_of has no better name.
 */
static const struct region *embedding(struct flow *flow, struct state *state, const struct operand *operand, struct fact *fact)
{
    const struct place *place = operand != NULL && operand->kind == OPERAND_ADDRESS ? operand->place : NULL;
    uint32_t kept = place != NULL ? place->step_count : 0;
    const char *path = NULL;
    for (; kept > 0 && place->steps[kept - 1].kind == SELECT_FIELD; kept--) {
        const struct selector *step = &place->steps[kept - 1];
        path = path == NULL ? step->field : intern_printf(flow->context->strings, "%s.%s", step->field, path);
        fact->record = step->record;
    }
    if (path == NULL)
        return NULL;
    struct place around = *place;
    around.step_count = kept;
    fact->link = flow_link(flow, fact->record, path);
    return flow_region(flow, state, &around);
}

static void find_element(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect,
                         struct value value, struct fact *fact)
{
    const struct operand *operand = slot_operand(args, &effect->element);
    fact->element = flow_element(flow, value, &fact->link);
    fact->record = record_of(operand);
    if (fact->element == NULL || !(effect->flags & EFFECT_EMBEDDED))
        return;
    const char *link = fact->link;
    const struct region *around = embedding(flow, state, operand, fact);
    if (around != NULL)
        fact->element = around;
    if (link != NULL)
        fact->link = link;
}

/* The link field a macro was given by name: TAILQ_REMOVE(&q, c, link). */
static const char *named_link(struct flow *flow, const struct arguments *args, const struct slot *slot, const char *record)
{
    const struct operand *operand = slot_operand(args, slot);
    if (operand == NULL || operand->kind != OPERAND_STRING)
        return NULL;
    return flow_link(flow, record, intern(flow->context->strings, operand->text));
}

/* push_back(&obj) into a container of pointers: the address itself is the element. */
static bool points_to_record(const struct operand *operand, const struct arguments *args)
{
    const struct type *container = args->call->receiver_type;
    for (uint32_t i = 0; container != NULL && i < container->arg_count; i++) {
        const struct type *held = container->args[i];
        if (held != NULL && held->kind == TYPE_POINTER && held->target != NULL &&
            type_equal(held->target, flow_referred_type(operand)))
            return true;
    }
    return false;
}

static void apply_register(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    struct fact fact = fact_of(args, effect);
    fact.registry = slot_registry(flow, state, args, effect, &effect->in);
    fact.key = slot_value(flow, state, args, &effect->key);
    const struct operand *operand = slot_operand(args, &effect->element);
    struct value value = slot_value(flow, state, args, &effect->element);
    if ((effect->flags & EFFECT_IF_NULL) && value.kind == VALUE_INT && value.number == 0)
        return;
    if (value.kind == VALUE_CLOSURE) {
        flow_register_captures(flow, state, value, fact);
        return;
    }
    find_element(flow, state, args, effect, value, &fact);
    fact.element_name = flow_operand_name(flow, operand, fact.element);
    if (effect->link.kind != SLOT_NONE)
        fact.link = named_link(flow, args, &effect->link, fact.record);
    bool by_value = operand != NULL && is_by_reference(args, operand) &&
                    !flow_is_pointer_like(flow, flow_referred_type(operand)) && !effect->element.address_of &&
                    !points_to_record(operand, args);
    bool is_number =
        operand == NULL || operand->kind == OPERAND_INT || operand->kind == OPERAND_STRING || value.kind == VALUE_INT ||
        (operand->type != NULL &&
         (operand->type->kind == TYPE_INTEGER || operand->type->kind == TYPE_BOOL || operand->type->kind == TYPE_FLOAT));
    by_value |= flow_keeps_copy(flow, args, effect, operand);
    fact.flags |= flow_entry_flags(flow, args, operand);
    if (by_value || is_number) {
        fact.element = NULL, fact.link = NULL;
        fact.flags |= by_value ? EFFECT_COPIES : 0;
        fact.is_scalar = is_number;
    }
    if (fact.registry != NULL)
        flow_register(flow, state, fact);
    if (fact.registry != NULL && by_value)
        flow_register_copied(flow, state, args, effect, operand, fact);
    bool is_given_away = operand != NULL && is_by_reference(args, operand) &&
                         models_ownership(flow->context->models, flow_referred_type(operand)) == OWNERSHIP_UNIQUE &&
                         !flow_holds_raw(flow, args->call->receiver_type);
    if (is_given_away) /* a unique_ptr can only be moved in; but p.get() goes into a container of raw pointers */
        state_store(state, flow_referred(flow, state, args, operand), value_int(0));
}

static void apply_remove(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    struct fact fact = fact_of(args, effect);
    struct value element = slot_value(flow, state, args, &effect->element);
    if ((effect->flags & EFFECT_IF_NULL) && !(element.kind == VALUE_INT && element.number == 0))
        return;
    if (effect->in.kind != SLOT_NONE || (effect->flags & EFFECT_ASSIGNED))
        fact.registry = slot_registry(flow, state, args, effect, &effect->in);
    if (!(effect->flags & EFFECT_IF_NULL))
        find_element(flow, state, args, effect, element, &fact);
    if (effect->link.kind != SLOT_NONE)
        fact.link = named_link(flow, args, &effect->link, fact.record);
    const struct region *from = registry_of(flow->context, fact.element);
    if (fact.registry == NULL && from != fact.element && registry_key(flow->context, from) != NULL)
        fact.registry = from; /* a cursor that was reached from the list's head */
    fact.key = slot_value(flow, state, args, &effect->key);
    if (fact.registry != NULL || fact.element != NULL)
        flow_remove(flow, state, fact);
}

static void apply_transfer(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    struct fact fact = fact_of(args, effect);
    if (effect->flags & EFFECT_COPIES)
        return;
    fact.kind = EFFECT_CLEAR;
    fact.registry = slot_registry(flow, state, args, effect, &effect->in);
    if (fact.registry != NULL)
        flow_remove(flow, state, fact);
    if (effect->flags & EFFECT_SWAPS) {
        fact.registry = slot_registry(flow, state, args, effect, &effect->to);
        if (fact.registry != NULL)
            flow_remove(flow, state, fact);
    }
}

/* Where else than in its result a look-up leaves what it found: HASH_FIND(hh, conns, key, length, c). */
static const struct region *place_of_entry(struct flow *flow, struct state *state, const struct arguments *args,
                                           const struct slot *slot)
{
    const struct operand *operand = slot_operand(args, slot);
    if (operand == NULL || operand->place == NULL)
        return NULL;
    if (slot->address_of)
        return flow_region(flow, state, operand->place);
    return slot->dereference ? value_pointee(flow->context->regions, args->values[slot->index]) : NULL;
}

static bool holds_registration_in(const struct flow *flow, const struct state *state, const struct region *registry)
{
    for (uint32_t i = 0; i < state->fact_count; i++)
        if (state->facts[i].kind == EFFECT_REGISTER && registry != NULL &&
            (state->facts[i].registry == registry ||
             (registry_key(flow->context, registry) != NULL &&
              registry_key(flow->context, registry) == registry_key(flow->context, state->facts[i].registry))))
            return true;
    return false;
}

/* What was not found is not registered: on that path our own registrations in the container are gone. */
static void apply_lookup(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect,
                         struct value *result, struct states *missing)
{
    const struct region *registry = slot_registry(flow, state, args, effect, &effect->in);
    struct regions *regions = flow->context->regions;
    bool is_result = effect->result.kind == SLOT_RESULT;
    const struct region *place = is_result ? NULL : place_of_entry(flow, state, args, &effect->result);
    if (!is_result && place == NULL)
        return;
    const struct region *slot = (effect->flags & EFFECT_SLOT) ? region_element(regions, registry, ELEMENT_ANY) : NULL;
    struct value entry = slot != NULL ? value_address(slot) : flow_fresh(flow, state);
    flow_find(flow, entry, registry);
    if (is_result)
        *result = entry;
    else
        state_store(state, place, entry);
    if (slot != NULL)
        state_store(state, flow_slot_key(flow, slot), slot_value(flow, state, args, &effect->key));
    if ((effect->flags & (EFFECT_SLOT | EFFECT_INSERTS)) || !holds_registration_in(flow, state, registry))
        return;
    struct state *without = state_copy(state);
    for (uint32_t i = without->fact_count; i-- > 0;) {
        const struct fact *fact = &without->facts[i];
        bool is_to_be_found = fact->is_given && fact->element->root->kind == REGION_FRESH; /* by this very look-up, or another */
        if (fact->kind == EFFECT_REGISTER && fact->registry == registry && !is_to_be_found)
            state_drop_fact(without, i);
    }
    if (!is_result || args->instr->dst != NULL)
        state_store(without, is_result ? flow_region(flow, without, args->instr->dst) : place, value_int(0));
    states_push(flow, missing, without);
    state_assume(state, entry, BINARY_NE, 0);
}

/* What make_pair() or a pair's constructor puts together. */
static const struct region *whole_of(struct flow *flow, struct state *state, const struct arguments *args,
                                     const struct slot *slot)
{
    if (slot->kind != SLOT_RESULT)
        return value_pointee(flow->context->regions, slot_value(flow, state, args, slot));
    return args->instr->dst != NULL ? flow_region(flow, state, args->instr->dst) : NULL;
}

/* function<void()> f = std::bind(run, c): f holds what bind() was given. */
static void copy_bound(struct flow *flow, struct state *state, const struct arguments *args, const struct operand *source,
                       const struct region *to)
{
    bool is_value = source->kind == OPERAND_PLACE && source->place->type->kind == TYPE_RECORD;
    const struct region *from = is_value ? flow_region(flow, state, source->place) : flow_referred(flow, state, args, source);
    const struct type *type = is_value ? source->place->type : from != NULL ? flow_referred_type(source) : NULL;
    if (type != NULL && models_ownership(flow->context->models, type) == OWNERSHIP_CLOSURE)
        state_copy_below(state, to, from);
}

static void apply_store(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    if (effect->element.kind == SLOT_ARGS_FROM) {
        flow_keep_parts(flow, state, whole_of(flow, state, args, &effect->to), args, effect->element.index);
        return;
    }
    const struct region *to = value_pointee(flow->context->regions, slot_value(flow, state, args, &effect->to));
    struct value value = slot_value(flow, state, args, &effect->element);
    if (to == NULL)
        return;
    const struct operand *target = slot_operand(args, &effect->to);
    bool is_slot = to->kind == REGION_ELEMENT && target != NULL;
    if (is_slot && value.kind == VALUE_INT && value.number == 0) {
        struct fact fact = fact_of(args, effect);
        fact.kind = EFFECT_REMOVE, fact.registry = registry_of(flow->context, to);
        flow_remove(flow, state, fact);
    } else if (is_slot) {
        struct fact fact = fact_of(args, effect);
        fact.registry = registry_of(flow->context, to);
        fact.via = "[] =";
        fact.key = state_load(state, flow_slot_key(flow, to));
        fact.flags |= flow_owning_flags(flow, args->call->receiver_type);
        fact.element_name = flow_operand_name(flow, slot_operand(args, &effect->element), NULL);
        if (value.kind == VALUE_CLOSURE) {
            flow_register_captures(flow, state, value, fact);
        } else {
            fact.element = flow_element(flow, value, &fact.link);
            if (fact.element != NULL)
                flow_register(flow, state, fact);
        }
    }
    state_store(state, to, value.kind == VALUE_UNKNOWN ? flow_fresh(flow, state) : value);
    const struct operand *source = slot_operand(args, &effect->element);
    if (source != NULL)
        copy_bound(flow, state, args, source, to);
    if ((effect->flags & EFFECT_EMPTIES) && source != NULL && source->place != NULL)
        state_store(state, flow_region(flow, state, source->place), value_int(0));
}

static void apply_end(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    struct value value = slot_value(flow, state, args, &effect->element);
    struct fact fact = fact_of(args, effect);
    const struct operand *operand = slot_operand(args, &effect->element);
    if (effect->flags & EFFECT_HANDLE) {
        const struct region *place = operand != NULL && operand->place != NULL ? flow_region(flow, state, operand->place) : NULL;
        flow_end_handle(flow, state, place, value, fact);
        return;
    }
    if (value.kind == VALUE_INT)
        return;
    fact.record = record_of(operand);
    flow_end(flow, state, value_pointee(flow->context->regions, value), fact);
}

static bool is_now(const struct effect *effect)
{
    return effect->kind == EFFECT_CALLBACK && (effect->flags & EFFECT_NOW) != 0;
}

/* An insertion that returns the entry which is in its way, and else null or the new entry itself. */
static bool is_refusing(const struct arguments *args, const struct effect *effect)
{
    const struct place *dst = args->instr->dst;
    bool gives_back = (effect->flags & EFFECT_IF_ABSENT) != 0 && dst != NULL && dst->type->kind == TYPE_POINTER;
    return dst != NULL && (gives_back || (effect->flags & EFFECT_FAILS_ZERO) != 0);
}

/* The state in which nothing was registered, told by what the call returns: the entry in the way, or 0 for failure. */
static void apply_refusal(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect,
                          struct value *result, struct states *missing)
{
    struct state *refused = state_copy(state);
    struct value other = flow_allocated(flow, refused); /* not ours */
    state_assume(refused, other, BINARY_NE, 0);
    bool zero_fails = (effect->flags & EFFECT_FAILS_ZERO) != 0;
    flow_write(flow, refused, args->instr, zero_fails ? value_int(0) : other);
    states_push(flow, missing, refused);
    if (effect->result.kind == SLOT_RESULT)
        *result = slot_value(flow, state, args, &effect->element);
    else if (!zero_fails)
        *result = value_int(0);
    if (zero_fails)
        state_assume(state, *result, BINARY_GT, 0);
}

/* The type is that of the variable: malloc() knows none. */
static void note_made(struct flow *flow, const struct arguments *args, struct value value)
{
    const struct place *dst = args->instr->dst;
    if (value.kind == VALUE_INIT)
        g_hash_table_add(flow->made, (gpointer)value.region);
    if (dst != NULL && dst->type->kind == TYPE_POINTER)
        flow_begin_life(flow, args->instr, value, dst->type->target);
}

/* ++it: another entry, of which only the container is known. */
static void apply_step(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect)
{
    const struct region *place = value_pointee(flow->context->regions, slot_value(flow, state, args, &effect->in));
    if (place == NULL)
        return;
    struct value old = state_load(state, place), next = flow_fresh(flow, state);
    flow_find(flow, next, old.kind == VALUE_INIT ? g_hash_table_lookup(flow->found, old.region) : NULL);
    state_store(state, place, next);
}

/* One effect; `result` is what the call gives back so far. */
static void apply_effect(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect,
                         struct value *result, struct states *missing)
{
    switch (effect->kind) {
    case EFFECT_REGISTER:
        if (is_refusing(args, effect))
            apply_refusal(flow, state, args, effect, result, missing);
        apply_register(flow, state, args, effect);
        if (effect->handle.kind == SLOT_RESULT) /* the id that undoes it is never 0 */
            state_assume(state, *result, BINARY_NE, 0);
        break;
    case EFFECT_REMOVE:
        apply_remove(flow, state, args, effect);
        break;
    case EFFECT_CLEAR: {
        struct fact fact = fact_of(args, effect);
        fact.registry = slot_registry(flow, state, args, effect, &effect->in);
        if (fact.registry != NULL)
            flow_remove(flow, state, fact);
        break;
    }
    case EFFECT_TRANSFER:
        apply_transfer(flow, state, args, effect);
        break;
    case EFFECT_LOOKUP:
        apply_lookup(flow, state, args, effect, result, missing);
        break;
    case EFFECT_END_MARK:
        if (effect->result.kind == SLOT_RESULT)
            *result = value_int(0);
        break;
    case EFFECT_ALLOC:
        if (effect->result.kind != SLOT_RESULT)
            break;
        *result = flow_allocated(flow, state);
        note_made(flow, args, *result);
        if (effect->flags & EFFECT_NEVER_NULL)
            state_assume(state, *result, BINARY_NE, 0);
        break;
    case EFFECT_END:
        apply_end(flow, state, args, effect);
        break;
    case EFFECT_ALIAS:
        if (effect->result.kind == SLOT_RESULT)
            *result = slot_value(flow, state, args, &effect->element);
        if ((effect->flags & EFFECT_EMPTIES) && slot_operand(args, &effect->element) != NULL &&
            slot_operand(args, &effect->element)->place != NULL)
            state_store(state, flow_region(flow, state, slot_operand(args, &effect->element)->place), value_int(0));
        break;
    case EFFECT_STORE:
        apply_store(flow, state, args, effect);
        break;
    case EFFECT_HOLD:
        if (effect->result.kind == SLOT_RESULT)
            *result = slot_value(flow, state, args, &effect->element);
        break;
    case EFFECT_WAIT:
        flow->waits = true;
        break;
    case EFFECT_STEP:
        apply_step(flow, state, args, effect);
        break;
    case EFFECT_BEGIN:
        if (effect->result.kind == SLOT_RESULT)
            flow_find(flow, *result, slot_registry(flow, state, args, effect, &effect->in));
        break;
    case EFFECT_RELEASE:
    case EFFECT_CALLBACK:
    case EFFECT_THROW:
    case EFFECT_NORETURN:
    case EFFECT_LOGGER:
    case EFFECT_LOGGER_DROP:
    case EFFECT_ATTACH:
    case EFFECT_DETACH:
    case EFFECT_MINT:
    case EFFECT_CARRY:
    case EFFECT_PURE:
    case EFFECT_COUNT:
        break;
    }
}

/* unique_ptr<T, D> p(raw, deleter): what will be called at the end lies beside the pointer. */
static void keep_deleter(struct flow *flow, struct state *state, const struct arguments *args)
{
    bool is_guard = (args->call->flags & CALL_CONSTRUCTOR) && args->count == 2 && args->call->receiver_type != NULL &&
                    models_ownership(flow->context->models, args->call->receiver_type) == OWNERSHIP_UNIQUE;
    const struct region *guard = is_guard ? value_pointee(flow->context->regions, args->receiver) : NULL;
    if (guard != NULL && (args->values[1].kind == VALUE_FUNCTION || args->values[1].kind == VALUE_CLOSURE))
        state_store(state, flow_deleter(flow, guard), args->values[1]);
}

const struct region *flow_deleter(struct flow *flow, const struct region *guard)
{
    return region_field(flow->context->regions, guard, intern(flow->context->strings, "(deleter)"), NULL);
}

/* Calls `target` with one argument, as a deleter does. False: nobody knows it. */
bool flow_call_with(struct flow *flow, const struct block *block, const struct instr *instr, struct value target,
                    struct value argument, struct state *state, struct states *out)
{
    const char *id = target.kind == VALUE_FUNCTION ? target.text : target.kind == VALUE_CLOSURE ? target.closure->function : NULL;
    const struct summary *summary = id != NULL ? flow->context->summary_of(flow->context->program, id) : NULL;
    if (summary == NULL)
        return false;
    struct call call = {.callee = id, .name = "deleter"};
    struct operand operand = {.kind = OPERAND_NONE};
    struct instr made = {.op = OP_CALL, .loc = instr->loc, .call = &call, .args = &operand, .arg_count = 1};
    struct arguments args = {
        .call = &call, .operands = &operand, .count = 1, .values = &argument, .instr = &made, .closure = target};
    flow_apply_summary(flow, block, summary, &args, id, state, out);
    return true;
}

static bool same_slot(const struct slot *a, const struct slot *b)
{
    return a->kind == b->kind && a->index == b->index && a->dereference == b->dereference && a->address_of == b->address_of;
}

/* g_clear_pointer(&c, conn_unref): what becomes of c is for the function to say, if we know it. */
static bool is_left_to_callback(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *end,
                                const struct effect *callback)
{
    if (end->kind != EFFECT_END || callback == NULL || !same_slot(&end->element, &callback->data))
        return false;
    struct value function = slot_value(flow, state, args, &callback->function);
    return function.kind == VALUE_FUNCTION && flow->context->summary_of(flow->context->program, function.text) != NULL;
}

static void run_now(struct flow *flow, const struct block *block, const struct arguments *args, const struct effect *effect,
                    struct state *state, struct states *out)
{
    struct value function = slot_value(flow, state, args, &effect->function);
    bool is_ender = function.kind == VALUE_FUNCTION && effect->data.kind == SLOT_ARG && effect->data.dereference;
    if (is_ender && flow_call_with(flow, block, args->instr, function, slot_value(flow, state, args, &effect->data), state, out))
        return;
    if (function.kind == VALUE_CLOSURE) {
        struct instr quiet = *args->instr;
        quiet.dst = NULL;
        flow_run_closure(flow, block, &quiet, function, state_copy(state), out);
    }
    states_push(flow, out, state);
}

void flow_apply_model(struct flow *flow, const struct block *block, const struct model *model, const struct arguments *args,
                      struct state *state, struct states *out)
{
    struct value result = flow_fresh(flow, state);
    struct states missing = {0}, now = {0};
    bool throws = false, returns = true;
    const struct effect *callback = NULL;
    for (uint32_t i = 0; i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        if (!when_holds(flow, state, args, effect))
            continue;
        throws |= effect->kind == EFFECT_THROW;
        returns &= effect->kind != EFFECT_NORETURN;
        if (is_now(effect))
            callback = effect;
        if (is_left_to_callback(flow, state, args, effect, callback))
            continue;
        apply_effect(flow, state, args, effect, &result, &missing);
    }
    if (!returns) {
        flow_leave(flow, state, EXIT_NORETURN, VALUE_NONE, args->instr->loc);
        return;
    }
    if (throws && !(args->call->flags & CALL_NOTHROW))
        flow_throw(flow, block, state_copy(state), args->instr->loc);
    keep_deleter(flow, state, args);
    flow_write(flow, state, args->instr, result);
    if (callback != NULL)
        run_now(flow, block, args, callback, state, &now);
    else
        states_push(flow, &now, state);
    for (uint32_t i = 0; i < now.count; i++)
        states_push(flow, out, now.items[i]);
    for (uint32_t i = 0; i < missing.count; i++)
        states_push(flow, out, missing.items[i]);
}
