/* finish.c: from the states that reached an exit to outcomes (what callers may know) and suspicions (what looks wrong). */
#include "flow/engine.h"

enum { STORES_KEPT = 40, ASSUMPTIONS_KEPT = 10 };

/* --- suspicions --------------------------------------------------------------------------------------------------------------- */

static bool dies_with_function(const struct region *element)
{
    return element != NULL && element->kind == REGION_LOCAL;
}

/* The registry goes away on this path as well: tearing everything down is no leak. */
static bool registry_ends(const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; i < state->ending_count; i++)
        if (registration->registry != NULL && region_passes(registration->registry, state->endings[i].element))
            return true;
    return false;
}

static struct suspicion *suspect(struct flow *flow, enum suspicion_kind kind, const struct leaving *leaving,
                                 const struct fact *registration, struct loc end)
{
    struct suspicion *suspicion = arena_new_item(flow->context->arena, struct suspicion);
    *suspicion = (struct suspicion){.kind = kind,
                                    .registration = *registration,
                                    .function = flow->function,
                                    .exit = leaving->loc,
                                    .end = end,
                                    .trace = leaving->state->trace};
    g_ptr_array_add(flow->context->suspicions, suspicion);
    return suspicion;
}

static bool is_this(const struct region *element)
{
    return element != NULL && element->kind == REGION_DEREF && element->parent->kind == REGION_THIS;
}

static bool is_member_of_element(const struct fact *registration)
{
    return registration->registry != NULL && registration->element != NULL &&
           region_passes(registration->registry, registration->element);
}

/* The handle's field got a new value since: a reconnect. -1 and the like are none. */
static bool is_opened_again(const struct state *state, const struct ending *ending)
{
    if (ending->field == NULL)
        return false;
    struct value now = state_load(state, ending->field);
    return now.kind != VALUE_INT && !value_equal(now, ending->handle);
}

static bool judge_ended(struct flow *flow, const struct leaving *leaving, struct fact *registration)
{
    const struct ending *ending = state_ending_of(leaving->state, registration->element);
    if (ending == NULL || (ending->is_handle && is_opened_again(leaving->state, ending)))
        return false;
    if (!registration->maybe && !registry_ends(leaving->state, registration))
        suspect(flow, SUSPICION_ENDED, leaving, registration, ending->loc);
    return true;
}

static void judge(struct flow *flow, const struct leaving *leaving, bool is_failure, struct fact *registration)
{
    if (registration->element == NULL || registration->is_scalar || is_member_of_element(registration))
        return;
    if (registration->flags & (EFFECT_WEAK | EFFECT_COPIES | EFFECT_BOUNDED))
        return;
    if (judge_ended(flow, leaving, registration) || registration->maybe)
        return;
    bool is_whole_program = strcmp(flow->function->name, "main") == 0;
    if (dies_with_function(registration->element)) {
        if (!is_whole_program && registration->element->root->index < flow->function->local_count)
            suspect(flow, SUSPICION_LOCAL, leaving, registration, leaving->loc);
        return;
    }
    if (leaving->exit == EXIT_THROW) {
        bool is_constructor = (flow->function->flags & FUNCTION_CONSTRUCTOR) != 0 && is_this(registration->element);
        struct suspicion *suspicion =
            suspect(flow, is_constructor ? SUSPICION_CTOR_THROW : SUSPICION_THROW, leaving, registration, leaving->loc);
        if (!is_constructor)
            registration->origin = suspicion;
    } else if (is_failure && !is_whole_program) {
        struct suspicion *before = registration->origin;
        registration->origin = suspect(flow, SUSPICION_FAILURE, leaving, registration, leaving->loc);
        if (before != NULL)
            before->is_passed_on = true;
    }
}

/* --- outcomes ---------------------------------------------------------------------------------------------------------------------- */

/* Can callers make sense of it? */
static bool is_sayable(const struct region *region)
{
    if (region == NULL)
        return false;
    enum region_kind root = region->root->kind;
    return root != REGION_LOCAL && root != REGION_TEMP;
}

static bool is_sayable_value(struct value value)
{
    switch (value.kind) {
    case VALUE_INT:
    case VALUE_FUNCTION:
    case VALUE_STRING:
        return true;
    case VALUE_ADDRESS:
    case VALUE_INIT:
    case VALUE_CLOSURE:
        return is_sayable(value.region);
    case VALUE_UNKNOWN:
        return false;
    }
    return false;
}

static bool is_fresh(const struct region *region)
{
    return region != NULL && region->root->kind == REGION_FRESH;
}

static void keep_facts(struct flow *flow, struct outcome *outcome, const struct state *state)
{
    outcome->facts = arena_new_array(flow->context->arena, struct fact, state->fact_count);
    for (uint32_t i = 0; i < state->fact_count; i++) {
        struct fact fact = state->facts[i];
        if (fact.kind == EFFECT_CALLBACK) {
            outcome->facts[outcome->fact_count++] = fact;
            continue;
        }
        if (!is_sayable(fact.registry))
            fact.registry = NULL;
        if (!is_sayable(fact.element))
            fact.element = NULL;
        bool visible = region_is_visible(fact.registry) || region_is_visible(fact.element) || is_fresh(fact.registry);
        bool means_nothing = fact.registry == NULL && (fact.element == NULL || fact.kind == EFFECT_REGISTER);
        if (fact.kind == EFFECT_REGISTER && fact.registry == NULL && fact.element != NULL && fact.link != NULL)
            means_nothing = false;
        if (!visible || means_nothing)
            continue;
        fact.trace = NULL;
        outcome->facts[outcome->fact_count++] = fact;
    }
}

static void keep_stores(struct flow *flow, struct outcome *outcome, const struct state *state)
{
    outcome->stores = arena_new_array(flow->context->arena, struct cell, STORES_KEPT);
    for (uint32_t i = 0; i < state->cell_count && outcome->store_count < STORES_KEPT; i++) {
        const struct cell *cell = &state->cells[i];
        bool is_told = region_is_visible(cell->region) || (is_fresh(cell->region) && cell->region->depth > 0);
        if (!is_told || (cell->value.kind == VALUE_INIT && cell->value.region == cell->region))
            continue;
        struct value value = is_sayable_value(cell->value) ? cell->value : VALUE_NONE;
        outcome->stores[outcome->store_count++] = (struct cell){.region = cell->region, .value = value};
    }
}

static void keep_assumptions(struct flow *flow, struct outcome *outcome, const struct state *state)
{
    outcome->assumptions = arena_new_array(flow->context->arena, struct assumption, ASSUMPTIONS_KEPT);
    for (uint32_t i = 0; i < state->assumption_count && outcome->assumption_count < ASSUMPTIONS_KEPT; i++) {
        enum region_kind root = state->assumptions[i].region->root->kind;
        if (root == REGION_PARAM || root == REGION_THIS || root == REGION_STATIC || root == REGION_CAPTURE)
            outcome->assumptions[outcome->assumption_count++] = state->assumptions[i];
    }
}

static bool same_facts(const struct outcome *a, const struct outcome *b)
{
    if (a->fact_count != b->fact_count)
        return false;
    for (uint32_t i = 0; i < a->fact_count; i++) {
        const struct fact *x = &a->facts[i], *y = &b->facts[i];
        if (x->kind != y->kind || x->registry != y->registry || x->element != y->element || x->link != y->link ||
            x->maybe != y->maybe || (x->origin == NULL) != (y->origin == NULL))
            return false;
    }
    return true;
}

static bool same_stores(const struct outcome *a, const struct outcome *b)
{
    if (a->store_count != b->store_count)
        return false;
    for (uint32_t i = 0; i < a->store_count; i++)
        if (a->stores[i].region != b->stores[i].region || !value_equal(a->stores[i].value, b->stores[i].value))
            return false;
    return true;
}

/* Keeps what both say. */
static void weaken_assumptions(struct outcome *outcome, const struct outcome *other)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < outcome->assumption_count; i++) {
        struct assumption both = outcome->assumptions[i];
        bool found = false;
        for (uint32_t k = 0; k < other->assumption_count && !found; k++)
            if (other->assumptions[k].region == both.region)
                both.signs |= other->assumptions[k].signs, found = true;
        if (found && both.signs != SIGN_ANY)
            outcome->assumptions[kept++] = both;
    }
    outcome->assumption_count = kept;
}

static void keep_common_stores(struct outcome *outcome, const struct outcome *other)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < outcome->store_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < other->store_count && !found; k++)
            found = other->stores[k].region == outcome->stores[i].region &&
                    value_equal(other->stores[k].value, outcome->stores[i].value);
        struct cell cell = outcome->stores[i];
        if (!found)
            cell.value = VALUE_NONE;
        outcome->stores[kept++] = cell;
    }
    outcome->store_count = kept;
}

static void merge(struct outcome *into, const struct outcome *other)
{
    weaken_assumptions(into, other);
    keep_common_stores(into, other);
    into->signs |= other->signs;
    if (!value_equal(into->value, other->value))
        into->value = VALUE_NONE;
}

/* strictness 0: equal in all but assumptions; 1: stores may differ; 2: values, too. */
static bool can_merge(const struct outcome *a, const struct outcome *b, int strictness)
{
    if (a->exit != b->exit || !same_facts(a, b) || a->is_failure != b->is_failure)
        return false;
    if (strictness < 2 && !(value_equal(a->value, b->value) && a->signs == b->signs))
        return false;
    return strictness >= 1 || same_stores(a, b);
}

static uint32_t merge_outcomes(struct outcome *outcomes, uint32_t count, int strictness)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (k < kept && !can_merge(&outcomes[k], &outcomes[i], strictness))
            k++;
        if (k < kept)
            merge(&outcomes[k], &outcomes[i]);
        else
            outcomes[kept++] = outcomes[i];
    }
    return kept;
}

static struct outcome make_outcome(struct flow *flow, const struct leaving *leaving, bool is_failure)
{
    struct outcome outcome = {.exit = leaving->exit, .value = VALUE_NONE, .is_failure = is_failure};
    outcome.signs = state_signs(leaving->state, leaving->value);
    if (is_sayable_value(leaving->value))
        outcome.value = leaving->value;
    keep_facts(flow, &outcome, leaving->state);
    keep_stores(flow, &outcome, leaving->state);
    keep_assumptions(flow, &outcome, leaving->state);
    return outcome;
}

static bool says_nothing(const struct summary *summary)
{
    if (summary->may_count > 0 || summary->may_throw || summary->waits || summary->never_returns || summary->outcome_count != 1)
        return false;
    const struct outcome *only = &summary->outcomes[0];
    return only->exit == EXIT_RETURN && only->fact_count == 0 && only->store_count == 0 && only->value.kind == VALUE_UNKNOWN;
}

/* Every path was dropped on the way: callers go on without knowing anything. */
static struct outcome *unknown_outcome(struct flow *flow)
{
    struct outcome *outcome = arena_new_item(flow->context->arena, struct outcome);
    *outcome = (struct outcome){.exit = EXIT_RETURN, .signs = SIGN_ANY};
    return outcome;
}

static bool can_return(const struct flow *flow)
{
    for (guint i = 0; i < flow->leavings->len; i++)
        if (g_array_index(flow->leavings, struct leaving, i).exit == EXIT_NORETURN && !flow->gave_up)
            return false;
    for (uint32_t i = 0; i < flow->function->block_count; i++)
        if (flow->function->blocks[i].order != NO_BLOCK && flow->function->blocks[i].term.kind == TERM_RETURN)
            return true;
    return false;
}

const struct summary *flow_finish(struct flow *flow)
{
    struct summary *summary = arena_new_item(flow->context->arena, struct summary);
    uint32_t count = flow->leavings->len;
    bool *is_failure = arena_new_array(flow->scratch, bool, count);
    flow_judge_success(flow, is_failure);
    struct outcome *outcomes = arena_new_array(flow->context->arena, struct outcome, count);
    uint32_t made = 0;
    summary->never_returns = count > 0;
    for (uint32_t i = 0; i < count; i++) {
        struct leaving *leaving = &g_array_index(flow->leavings, struct leaving, i);
        if (leaving->exit == EXIT_NORETURN)
            continue;
        summary->never_returns &= leaving->exit == EXIT_THROW;
        for (uint32_t k = 0; k < leaving->state->fact_count; k++)
            if (leaving->state->facts[k].kind == EFFECT_REGISTER)
                judge(flow, leaving, is_failure[i], &leaving->state->facts[k]);
        outcomes[made++] = make_outcome(flow, leaving, is_failure[i]);
    }
    if (made == 0 && can_return(flow))
        outcomes = unknown_outcome(flow), made = 1, flow->gave_up = true;
    made = merge_outcomes(outcomes, made, 0);
    for (int strictness = 1; strictness <= 2 && made > FLOW_OUTCOMES; strictness++)
        made = merge_outcomes(outcomes, made, strictness);
    summary->is_incomplete = flow->gave_up || made > FLOW_OUTCOMES * 2;
    summary->outcomes = outcomes;
    summary->outcome_count = MIN(made, (uint32_t)FLOW_OUTCOMES * 2);
    summary->may_count = flow->may->len;
    summary->may = arena_copy(flow->context->arena, flow->may->data, sizeof(struct fact) * flow->may->len);
    summary->may_throw = flow->throws;
    summary->waits = flow->waits;
    summary->is_trivial = says_nothing(summary);
    return summary;
}
