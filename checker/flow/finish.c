/* finish.c: from the states that reached an exit to outcomes (what callers may know) and suspicions (what looks wrong). */
#include "flow/engine.h"

enum { STORES_KEPT = 16, ASSUMPTIONS_KEPT = 10 };

/* --- suspicions ---------------------------------------------------------------------------------------------------------------
 */

static bool dies_with_function(const struct region *element)
{
    return element != NULL && element->kind == REGION_LOCAL;
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

/* A list head on the stack, into which another list is moved for a while, is no object. */
static bool is_bare_node(const struct flow *flow, const char *id)
{
    const struct record *record = flow->context->record_of(flow->context->program, id);
    for (uint32_t i = 0; record != NULL && i < record->field_count; i++)
        if (!registry_is_link(flow->context, id, record->fields[i].name))
            return false;
    return record != NULL && record->field_count > 0;
}

static bool is_object_local(const struct flow *flow, const struct fact *registration)
{
    uint32_t index = registration->element->index;
    const struct type *type = index < flow->function->local_count ? flow->function->locals[index].type : NULL;
    bool is_plain = type != NULL && models_ownership(flow->context->models, type) == OWNERSHIP_VALUE; /* no smart pointer */
    return is_plain && type->kind == TYPE_RECORD && !is_bare_node(flow, type->record);
}

/* tab[i] in one iteration and tab[i] in the next have the same name here. */
static bool is_one_of_many(const struct region *element)
{
    for (; element != NULL; element = element->parent)
        if (element->kind == REGION_ELEMENT && element->index == ELEMENT_ANY)
            return true;
    return false;
}

static bool is_fresh(const struct region *region)
{
    return region != NULL && region->root->kind == REGION_FRESH;
}

static bool is_input(const struct region *element)
{
    return element != NULL && element->kind == REGION_DEREF && element->depth == 1 && element->root->kind != REGION_FRESH &&
           element->root->kind != REGION_STATIC;
}

/* Of an object that the function made itself, the container is the owner, unless the function takes it out again elsewhere. */
static bool takes_back(const struct flow *flow, const struct fact *registration)
{
    const char *key = registry_key(flow->context, registration->registry);
    for (guint i = 0; i < flow->removed->len; i++)
        if (flow->removed->pdata[i] == (gpointer)registration->registry ||
            (key != NULL && flow->removed->pdata[i] == (gpointer)key))
            return true;
    return false;
}

/* c->watch = node: the object knows its entry, and whoever ends it can undo that. */
static bool knows_entry(struct regions *regions, const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; registration->cell != NULL && i < state->cell_count; i++)
        if (region_contains(registration->element, state->cells[i].region) &&
            value_pointee(regions, state->cells[i].value) == registration->cell)
            return true;
    return false;
}

/* Something else that lives on points to the object as well: it has another owner. */
static bool is_kept_elsewhere(const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; i < state->cell_count; i++) {
        const struct cell *cell = &state->cells[i];
        bool points_there = cell->value.kind == VALUE_INIT && cell->value.region == registration->element->parent;
        if (points_there && region_is_visible(cell->region) && !region_contains(registration->element, cell->region) &&
            (registration->registry == NULL || !region_contains(registration->registry, cell->region)))
            return true;
    }
    return false;
}

static bool is_registered_twice(const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; i < state->fact_count; i++) {
        const struct fact *other = &state->facts[i];
        if (other != registration && other->kind == EFFECT_REGISTER && other->element == registration->element)
            return true;
    }
    return false;
}

/* Only a handle in the object was closed. With a new one it lives on (a reconnect); without one, too (fd = -1), unless it was
 * made here and nobody but the container knows it. */
static bool lives_on(const struct state *state, const struct ending *ending, const struct fact *registration)
{
    struct value now = ending->field != NULL ? state_load(state, ending->field) : ending->handle;
    if (!ending->is_handle || value_equal(now, ending->handle))
        return false;
    return now.kind != VALUE_INT || !is_fresh(registration->element) || is_registered_twice(state, registration) ||
           is_kept_elsewhere(state, registration);
}

static bool judge_ended(struct flow *flow, const struct leaving *leaving, struct fact *registration)
{
    const struct ending *ending = state_ending_of(leaving->state, registration->element);
    if (ending == NULL || lives_on(leaving->state, ending, registration))
        return false;
    if ((registration->flags & EFFECT_OWNS) != 0 && !ending->is_handle)
        return false;                                                       /* the entry itself keeps it alive */
    bool is_main = strcmp(flow->function->name, "main") == 0;               /* the process ends with it */
    bool is_one_call = loc_compare(&registration->here, &ending->loc) == 0; /* the callee's own affair, judged there */
    bool is_slot = registration->via != NULL && strcmp(registration->via, "[] =") == 0 && registration->counter == NULL &&
                   registration->is_handmade && (registration->flags & EFFECT_REPLACES);
    /* both deep below: whether the two meet cannot be told from here */
    bool is_far = is_one_call || is_slot || registration->hops + ending->hops > 2;
    bool is_doubtful = registration->maybe || registration->is_doubted;
    if (!is_doubtful && !is_far && !is_main && !is_one_of_many(registration->element))
        suspect(flow, SUSPICION_ENDED, leaving, registration, ending->loc);
    return true;
}

static bool is_registered(const struct state *state, const struct region *element)
{
    for (uint32_t i = 0; i < state->fact_count; i++)
        if (state->facts[i].kind == EFFECT_REGISTER && state->facts[i].element == element)
            return true;
    return false;
}

/* At the very same exit it is sometimes taken out: a flag decides, and whether it agrees with the one that put it in is not seen.
 */
static bool is_decided_by_flag(const struct flow *flow, const struct leaving *leaving, const struct fact *registration)
{
    for (guint i = 0; i < flow->leavings->len; i++) {
        const struct leaving *other = &g_array_index(flow->leavings, struct leaving, i);
        if (loc_compare(&other->loc, &leaving->loc) == 0 && !is_registered(other->state, registration->element))
            return true;
    }
    return false;
}

/* On some success, too, it stays registered: then the failing exit is the exception. An object that is only registered when the
 * function fails is put there on purpose (queues of what is to be closed). */
static bool stays_on_success(const struct flow *flow, const bool *is_failure, const struct fact *registration)
{
    for (guint i = 0; i < flow->leavings->len; i++) {
        const struct leaving *leaving = &g_array_index(flow->leavings, struct leaving, i);
        if (leaving->exit != EXIT_RETURN || is_failure[i])
            continue;
        for (uint32_t k = 0; k < leaving->state->fact_count; k++) {
            const struct fact *other = &leaving->state->facts[k];
            if (other->kind == EFFECT_REGISTER && loc_compare(&other->site, &registration->site) == 0)
                return true;
        }
    }
    return false;
}

/* Is a failing exit that leaves this registration behind worth a suspicion? */
static bool owes_removal(const struct flow *flow, const struct state *state, const struct fact *registration)
{
    if (registration->hops > 1)
        return false; /* the side effect of something deep below, that succeeded */
    if (is_fresh(registration->element) &&
        (registration->element->root->name == REGION_UNKNOWN_OBJECT || is_kept_elsewhere(state, registration)))
        return false;
    bool is_slot = registration->via != NULL && strcmp(registration->via, "[] =") == 0 && registration->counter == NULL;
    if ((is_slot && !takes_back(flow, registration)) || knows_entry(flow->context->regions, state, registration))
        return false;
    return is_input(registration->element) || (is_fresh(registration->element) && takes_back(flow, registration));
}

static bool throws_itself(const struct flow *flow, const struct loc *loc)
{
    for (uint32_t i = 0; i < flow->function->block_count; i++) {
        const struct terminator *term = &flow->function->blocks[i].term;
        if (term->kind == TERM_THROW && loc_compare(&term->loc, loc) == 0)
            return true;
    }
    return false;
}

/* An exception leaves the function, or the constructor. */
static void judge_throw(struct flow *flow, const struct leaving *leaving, struct fact *registration)
{
    bool is_constructor = (flow->function->flags & FUNCTION_CONSTRUCTOR) != 0 && is_this(registration->element);
    if (is_constructor && registration->by_constructor)
        return; /* a base, or the whole object, was finished: its destructor runs */
    struct suspicion *suspicion =
        suspect(flow, is_constructor ? SUSPICION_CTOR_THROW : SUSPICION_THROW, leaving, registration, leaving->loc);
    suspicion->is_owed = throws_itself(flow, &leaving->loc) || takes_back(flow, registration);
    registration->origin = is_constructor || registration->origin == NULL ? suspicion : registration->origin;
}

/* It lives on, and stays registered: whose duty was it? */
static void judge_kept(struct flow *flow, const struct leaving *leaving, const bool *failures, bool is_failure,
                       struct fact *registration)
{
    if (!owes_removal(flow, leaving->state, registration))
        return;
    bool is_taken_back = takes_back(flow, registration);
    bool is_usual = is_taken_back || stays_on_success(flow, failures, registration);
    if (!is_usual || (is_taken_back && is_decided_by_flag(flow, leaving, registration)))
        return;
    bool is_passed_on = registration->origin != NULL; /* a callee's failure */
    if (leaving->exit == EXIT_THROW && !registration->is_doubted)
        judge_throw(flow, leaving, registration);
    else if (is_failure && !is_passed_on && !registration->is_doubted)
        registration->origin = suspect(flow, SUSPICION_FAILURE, leaving, registration, leaving->loc);
    else if (leaving->exit == EXIT_RETURN && !is_passed_on && is_taken_back &&
             flow_skips_removal(flow, failures, leaving, registration))
        suspect(flow, SUSPICION_SKIPPED, leaving, registration, leaving->loc);
}

/* Put in while a flag of the object said one thing, and now it says the other, although nothing was seen to change it: a call in
 * between was only not known to leave it alone. */
static bool is_flag_turned(const struct state *state, const struct fact *registration)
{
    const struct assumption *flag = &registration->flag;
    return flag->region != NULL && !state_is_written(state, flag->region) &&
           (state_signs(state, value_init(flag->region)) & flag->signs) == 0;
}

static void judge(struct flow *flow, const struct leaving *leaving, const bool *failures, bool is_failure,
                  struct fact *registration)
{
    if (registration->element == NULL || registration->is_scalar || is_member_of_element(registration))
        return;
    if (registration->flags & (EFFECT_WEAK | EFFECT_COPIES | EFFECT_BOUNDED))
        return;
    if (is_flag_turned(leaving->state, registration))
        return;
    if (judge_ended(flow, leaving, registration) || registration->maybe)
        return;
    bool is_whole_program = strcmp(flow->function->name, "main") == 0;
    bool never_lived = registration->origin != NULL && registration->origin->kind == SUSPICION_CTOR_THROW;
    if (never_lived)
        return;
    bool is_local = dies_with_function(registration->element);
    bool is_certain = !registration->is_doubted ||
                      (takes_back(flow, registration) && flow_skips_removal(flow, failures, leaving, registration));
    if (is_local && is_certain && !is_whole_program && is_object_local(flow, registration)) {
        struct suspicion *suspicion = suspect(flow, SUSPICION_LOCAL, leaving, registration, leaving->loc);
        registration->origin = is_failure ? suspicion : NULL;
    } else if (!is_local && (!is_whole_program || leaving->exit == EXIT_THROW))
        judge_kept(flow, leaving, failures, is_failure, registration);
}

/* --- outcomes
 * ---------------------------------------------------------------------------------------------------------------------- */

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

/* free() behind --refs: who counts references down does not end the object, but lets go of it. */
static bool is_counted(const struct flow *flow, const struct region *element)
{
    for (guint i = 0; element != NULL && i < flow->counted->len; i++)
        if (flow->counted->pdata[i] == element)
            return true;
    return false;
}

/* Can the caller get at the fresh object through the returned pointer? */
static bool is_returned(const struct outcome *outcome, const struct region *fresh)
{
    return (outcome->value.kind == VALUE_INIT || outcome->value.kind == VALUE_ADDRESS) &&
           outcome->value.region->root == fresh->root;
}

/* The object an argument points to, or one it holds directly. */
static bool is_near(const struct region *element)
{
    return element != NULL && region_is_visible(element) && element->root->kind != REGION_STATIC &&
           element->kind == REGION_DEREF && element->depth <= 3;
}

/* Which deeds need an outcome of their own: callers that must not overlook a removal have `may`. */
static bool is_worth_telling(const struct outcome *outcome, const struct fact *fact)
{
    switch ((int)fact->kind) {
    case EFFECT_CALLBACK:
        return true;
    case EFFECT_END:
        return flow_is_callers(fact->element);
    case EFFECT_REGISTER:
        if (fact->registry == NULL && fact->link == NULL)
            return false;
        if (is_fresh(fact->registry) && !is_returned(outcome, fact->registry))
            return false;
        return is_near(fact->element) || fact->origin != NULL ||
               (is_fresh(fact->element) && (is_returned(outcome, fact->element)));
    default:
        return false;
    }
}

static void keep_facts(struct flow *flow, struct outcome *outcome, const struct state *state)
{
    outcome->facts = arena_new_array(flow->scratch, struct fact, state->fact_count);
    for (uint32_t i = 0; i < state->fact_count; i++) {
        struct fact fact = state->facts[i];
        if (!is_sayable(fact.registry))
            fact.registry = NULL;
        if (!is_sayable(fact.element))
            fact.element = NULL;
        if (fact.kind == EFFECT_END && is_counted(flow, fact.element))
            continue;
        if (!is_worth_telling(outcome, &fact))
            continue;
        fact.trace = NULL;
        outcome->facts[outcome->fact_count++] = fact;
    }
}

static bool is_worth_storing(const struct outcome *outcome, const struct cell *cell)
{
    if (cell->value.kind == VALUE_UNKNOWN || !is_sayable_value(cell->value))
        return false;
    if (cell->value.kind == VALUE_INIT && cell->value.region == cell->region)
        return false;
    if (is_fresh(cell->region))
        return cell->region->depth > 0 && is_returned(outcome, cell->region);
    return region_is_visible(cell->region) && cell->region->depth <= 5;
}

static void keep_stores(struct flow *flow, struct outcome *outcome, const struct state *state)
{
    outcome->stores = arena_new_array(flow->scratch, struct cell, STORES_KEPT);
    for (uint32_t i = 0; i < state->cell_count && outcome->store_count < STORES_KEPT; i++)
        if (is_worth_storing(outcome, &state->cells[i]))
            outcome->stores[outcome->store_count++] = state->cells[i];
}

/* Made of the function's inputs alone? */
static bool is_about_inputs(const struct region *region)
{
    if (region == NULL)
        return true;
    const struct operation *operation = region->root->operation;
    if (operation != NULL)
        return is_about_inputs(operation->left.region) && is_about_inputs(operation->right.region);
    enum region_kind root = region->root->kind;
    return root == REGION_PARAM || root == REGION_THIS || root == REGION_STATIC || root == REGION_CAPTURE;
}

/* c->data = g_hash_table_new(…) is not null: a caller may ask whether it is, to learn how far we came. */
static bool is_of_stored(const struct outcome *outcome, const struct assumption *assumption)
{
    if (!is_fresh(assumption->region) || assumption->region->depth > 0 || (assumption->signs & SIGN_ZERO) != 0)
        return false;
    for (uint32_t i = 0; i < outcome->store_count; i++)
        if (outcome->stores[i].value.kind == VALUE_INIT && outcome->stores[i].value.region == assumption->region)
            return true;
    return false;
}

/* Those about plain inputs first: what c->fd was tells callers more than what c->flags & 4 was. */
static void keep_assumptions(struct flow *flow, struct outcome *outcome, const struct state *state)
{
    outcome->assumptions = arena_new_array(flow->scratch, struct assumption, ASSUMPTIONS_KEPT);
    for (int of_operations = 0; of_operations < 2; of_operations++)
        for (uint32_t i = 0; i < state->assumption_count && outcome->assumption_count < ASSUMPTIONS_KEPT; i++) {
            const struct assumption *assumption = &state->assumptions[i];
            bool is_operation = assumption->region->operation != NULL;
            bool is_telling = !is_operation || assumption->signs == SIGN_ZERO || (assumption->signs & SIGN_ZERO) == 0;
            if (is_operation == of_operations && is_telling &&
                (is_about_inputs(assumption->region) || is_of_stored(outcome, assumption)))
                outcome->assumptions[outcome->assumption_count++] = *assumption;
        }
}

static bool same_facts(const struct outcome *a, const struct outcome *b)
{
    if (a->fact_count != b->fact_count)
        return false;
    for (uint32_t i = 0; i < a->fact_count; i++) {
        const struct fact *x = &a->facts[i], *y = &b->facts[i];
        if (x->kind != y->kind || x->registry != y->registry || x->element != y->element || x->maybe != y->maybe ||
            x->is_doubted != y->is_doubted || (x->origin == NULL) != (y->origin == NULL))
            return false;
    }
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
    for (uint32_t i = 0; i < outcome->store_count; i++)
        for (uint32_t k = 0; k < other->store_count; k++)
            if (other->stores[k].region == outcome->stores[i].region &&
                value_equal(other->stores[k].value, outcome->stores[i].value)) {
                outcome->stores[kept++] = outcome->stores[i];
                break;
            }
    outcome->store_count = kept;
}

/* Of one of the two, joined states have forgotten what it was. */
static const struct region *found_in_both(const struct outcome *a, const struct outcome *b)
{
    bool is_a_forgotten = a->found == NULL && a->value.kind == VALUE_UNKNOWN;
    bool is_b_forgotten = b->found == NULL && b->value.kind == VALUE_UNKNOWN;
    return is_a_forgotten ? b->found : is_b_forgotten ? a->found : flow_found_in_common(a->found, b->found);
}

static void merge(const struct function *function, struct outcome *into, const struct outcome *other)
{
    weaken_assumptions(into, other);
    keep_common_stores(into, other);
    into->signs |= other->signs;
    into->is_made &= other->is_made;
    into->found = found_in_both(into, other);
    if (!value_equal(into->value, other->value))
        into->value = VALUE_NONE;
    for (uint32_t i = 0; i < into->fact_count; i++) {
        struct suspicion *known = into->facts[i].origin, *told = other->facts[i].origin;
        bool is_own =
            told != known && told->function == function && known->function == function; /* callees' are not ours to join */
        if (is_own && told->told_by == NULL)
            told->told_by = known;
    }
}

static bool is_object_value(struct value value)
{
    return value.kind == VALUE_INIT || value.kind == VALUE_ADDRESS;
}

/* Which returned values must be kept apart: null from an object, and any two signs where something was registered or ended. */
static bool same_value_class(const struct outcome *a, const struct outcome *b)
{
    if (value_equal(a->value, b->value) && a->signs == b->signs)
        return true;
    if (a->fact_count > 0)
        return a->signs == b->signs && !is_object_value(a->value) && !is_object_value(b->value);
    bool a_null = a->value.kind == VALUE_INT && a->value.number == 0, b_null = b->value.kind == VALUE_INT && b->value.number == 0;
    return !(a_null && is_object_value(b->value)) && !(b_null && is_object_value(a->value));
}

static bool can_merge(const struct outcome *a, const struct outcome *b, bool any_value)
{
    return a->exit == b->exit && same_facts(a, b) && (any_value || (a->is_failure == b->is_failure && same_value_class(a, b)));
}

static uint32_t merge_outcomes(const struct function *function, struct outcome *outcomes, uint32_t count, bool any_value)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (k < kept && !can_merge(&outcomes[k], &outcomes[i], any_value))
            k++;
        if (k < kept)
            merge(function, &outcomes[k], &outcomes[i]);
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
    outcome.is_made = outcome.value.kind == VALUE_INIT && g_hash_table_contains(flow->made, outcome.value.region);
    outcome.found = flow_found_in(flow, value_pointee(flow->context->regions, outcome.value));
    if (!is_sayable(outcome.found))
        outcome.found = NULL;
    keep_facts(flow, &outcome, leaving->state);
    keep_stores(flow, &outcome, leaving->state);
    keep_assumptions(flow, &outcome, leaving->state);
    return outcome;
}

static bool says_nothing(const struct summary *summary)
{
    if (summary->may_count > 0 || summary->deep_count > 0 || summary->may_throw || summary->waits || summary->never_returns ||
        summary->outcome_count != 1)
        return false;
    const struct outcome *only = &summary->outcomes[0];
    return only->exit == EXIT_RETURN && only->fact_count == 0 && only->store_count == 0 && only->value.kind == VALUE_UNKNOWN;
}

/* Every path was dropped on the way: callers go on without knowing anything. */
static struct outcome *unknown_outcome(struct flow *flow)
{
    struct outcome *outcome = arena_new_item(flow->scratch, struct outcome);
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

static void drop_counted_ends(struct flow *flow)
{
    for (guint i = flow->may->len; i-- > 0;) {
        const struct fact *fact = &g_array_index(flow->may, struct fact, i);
        if (fact->kind == EFFECT_END)
            g_array_remove_index(flow->may, i);
    }
}

/* There are many more exits than outcomes that callers get to see: only these outlive the execution. */
static struct outcome *keep_outcomes(const struct flow *flow, const struct outcome *outcomes, uint32_t count)
{
    struct arena *arena = flow->context->arena;
    struct outcome *kept = arena_copy(arena, outcomes, sizeof *kept * count);
    for (uint32_t i = 0; i < count; i++) {
        kept[i].facts = arena_copy(arena, kept[i].facts, sizeof *kept[i].facts * kept[i].fact_count);
        kept[i].stores = arena_copy(arena, kept[i].stores, sizeof *kept[i].stores * kept[i].store_count);
        kept[i].assumptions = arena_copy(arena, kept[i].assumptions, sizeof *kept[i].assumptions * kept[i].assumption_count);
    }
    return kept;
}

static guint fact_hash(gconstpointer data)
{
    const struct fact *fact = data;
    uint64_t hash = region_mix((uintptr_t)fact->registry, (uintptr_t)fact->element);
    hash = region_mix(hash, (uintptr_t)fact->link + (uintptr_t)fact->counter);
    return (guint)region_mix(hash, (uint64_t)fact->site.line << 32 | fact->here.line);
}

static gboolean fact_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct fact)) == 0;
}

GHashTable *flow_passed_on_new(void)
{
    return g_hash_table_new(fact_hash, fact_equal);
}

/* Most of what a function may do was said by its callees, in the same words. */
static const struct fact **keep_may(const struct flow *flow)
{
    const struct flow_context *context = flow->context;
    const struct fact **kept = arena_new_array(context->arena, const struct fact *, flow->may->len);
    for (guint i = 0; i < flow->may->len; i++) {
        const struct fact *fact = &g_array_index(flow->may, struct fact, i);
        bool is_passed_on = fact->from_callee && fact->maybe;
        kept[i] = is_passed_on ? g_hash_table_lookup(context->passed_on, fact) : NULL;
        if (kept[i] != NULL)
            continue;
        kept[i] = arena_copy(context->arena, fact, sizeof *fact);
        if (is_passed_on)
            g_hash_table_add(context->passed_on, (gpointer)kept[i]);
    }
    return kept;
}

const struct summary *flow_finish(struct flow *flow)
{
    struct summary *summary = arena_new_item(flow->context->arena, struct summary);
    uint32_t count = flow->leavings->len;
    bool *is_failure = arena_new_array(flow->scratch, bool, count);
    flow_judge_success(flow, is_failure);
    struct outcome *outcomes = arena_new_array(flow->scratch, struct outcome, count);
    uint32_t made = 0;
    summary->never_returns = count > 0;
    drop_counted_ends(flow);
    for (uint32_t i = 0; i < count; i++) {
        struct leaving *leaving = &g_array_index(flow->leavings, struct leaving, i);
        if (leaving->exit == EXIT_NORETURN)
            continue;
        summary->never_returns &= leaving->exit == EXIT_THROW;
        for (uint32_t k = 0; k < leaving->state->fact_count; k++)
            if (leaving->state->facts[k].kind == EFFECT_REGISTER)
                judge(flow, leaving, is_failure, is_failure[i], &leaving->state->facts[k]);
        outcomes[made++] = make_outcome(flow, leaving, is_failure[i]);
    }
    if (made == 0 && can_return(flow))
        outcomes = unknown_outcome(flow), made = 1, flow->gave_up = true;
    made = merge_outcomes(flow->function, outcomes, made, false);
    if (made > FLOW_OUTCOMES)
        made = merge_outcomes(flow->function, outcomes, made, true);
    summary->is_incomplete = flow->gave_up || made > FLOW_OUTCOMES;
    summary->is_cut = flow->is_cut;
    summary->outcome_count = MIN(made, (uint32_t)FLOW_OUTCOMES);
    summary->outcomes = keep_outcomes(flow, outcomes, summary->outcome_count);
    summary->may_count = flow->may->len;
    summary->may = keep_may(flow);
    summary->deep_count = flow->deep->len;
    summary->deep = arena_copy(flow->context->arena, flow->deep->data, sizeof(struct fact) * flow->deep->len);
    summary->may_throw = flow->throws;
    summary->waits = flow->waits;
    summary->is_trivial = says_nothing(summary);
    return summary;
}
