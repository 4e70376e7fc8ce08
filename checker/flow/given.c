/* given.c: what becomes, in one function, of registrations that are in force when it is entered.
 *
 *     void conn_free(struct conn *c) { LIST_REMOVE(c, by_name); free(c); }      // and by_age?
 *
 * The rule asks this of functions that end an object: the execution is the same as ever, only that it begins with something. */
#include "flow/engine.h"

void flow_give(struct flow *flow, struct state *state, struct given *given, uint32_t count)
{
    flow->given = given, flow->given_count = count;
    for (uint32_t i = 0; i < count; i++) {
        struct fact fact = given[i].registration;
        fact.is_given = true;
        state_add_fact(state, fact);
    }
}

/* --- entries that the function finds in the container ------------------------------------------------------------------------
 */

static bool is_another_entry(const struct flow *flow, const struct given *given, const struct region *element)
{
    const struct region *place = flow_found_in(flow, element);
    return given->is_found && element != given->registration.element && place != NULL &&
           region_passes(place, given->registration.registry);
}

void flow_tell_end(const struct flow *flow, struct state *state, const struct fact *end)
{
    for (uint32_t i = 0; i < flow->given_count; i++)
        if (g_strcmp0(end->record, flow->given[i].registration.record) == 0 &&
            is_another_entry(flow, &flow->given[i], end->element))
            state_add_ending(state, (struct ending){.element = end->element, .loc = end->site});
}

static bool is_swept(const struct flow *flow, const struct state *state, const struct given *given)
{
    for (uint32_t i = 0; i < state->ending_count; i++)
        if (is_another_entry(flow, given, state->endings[i].element))
            return true;
    return false;
}

static uint8_t signs_of_pointer(const struct state *state, const struct region *element)
{
    const struct region *node = element->kind == REGION_OUTER ? element->parent : element;
    return node->kind == REGION_DEREF ? state_signs(state, value_init(node->parent)) : SIGN_ANY;
}

/* The walk or the look-up came to it: the pointer was seen not to be null. */
static bool is_met(const struct state *state, const struct region *element)
{
    return (signs_of_pointer(state, element) & SIGN_ZERO) == 0;
}

/* There was none. */
static bool is_missing(const struct state *state, const struct region *element)
{
    return (signs_of_pointer(state, element) & SIGN_NONZERO) == 0;
}

/* --- fates -------------------------------------------------------------------------------------------------------------------
 */

static struct fact *find_fact(const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; i < state->fact_count; i++) {
        struct fact *fact = &state->facts[i];
        if (fact->kind == EFFECT_REGISTER && fact->element == registration->element && fact->registry == registration->registry &&
            fact->link == registration->link)
            return fact;
    }
    return NULL;
}

void flow_tell_call(const struct flow *flow, struct state *state, const char *callee)
{
    for (uint32_t i = 0; i < flow->given_count; i++) {
        const struct given *given = &flow->given[i];
        bool tears_down = given->teardown != NULL && g_hash_table_contains(given->teardown, callee);
        struct fact *fact = tears_down ? find_fact(state, &given->registration) : NULL;
        if (fact != NULL)
            fact->maybe = true;
    }
}

/* it->second = next: what was found in that place is there no more. */
void flow_tell_store(const struct flow *flow, struct state *state, const struct region *place)
{
    for (uint32_t i = 0; i < flow->given_count; i++) {
        const struct given *given = &flow->given[i];
        const struct fact *fact = given->is_found ? find_fact(state, &given->registration) : NULL;
        if (fact != NULL && flow_read_from(fact->element) == place)
            state_drop_fact(state, (uint32_t)(fact - state->facts));
    }
}

static bool was_never_in(const struct state *state, const struct given *given)
{
    return given->way != NULL && state_signs(state, value_init(given->way)) == SIGN_ZERO;
}

static void tell_left(struct given *given, struct loc exit, struct loc end, const struct trace *trace)
{
    if (given->left++ == 0)
        given->exit = exit, given->end = end, given->trace = trace;
}

static void tell_fate(const struct flow *flow, const struct leaving *leaving, struct given *given)
{
    if (was_never_in(leaving->state, given))
        return;
    const struct fact *fact = find_fact(leaving->state, &given->registration);
    if (given->is_found && is_missing(leaving->state, given->registration.element))
        return;
    given->swept += is_swept(flow, leaving->state, given);
    const struct ending *ending = state_ending_of(leaving->state, given->registration.element);
    bool is_destroyed = given->ends_here && leaving->exit == EXIT_RETURN;
    if (fact == NULL) {
        given->gone++;
        return;
    }
    if (fact->maybe || fact->is_doubted) {
        given->unsure++;
        return;
    }
    if ((ending == NULL || ending->is_handle) && !is_destroyed) {
        given->kept += is_met(leaving->state, given->registration.element);
        return;
    }
    tell_left(given, leaving->loc, ending != NULL ? ending->loc : leaving->loc, leaving->state->trace);
}

/* In every round of a loop another one, though it looks the same. */
static bool is_one_of_many(const struct region *element)
{
    while (element != NULL && element->kind != REGION_ELEMENT)
        element = element->parent;
    return element != NULL;
}

/* `while (q->head) { p = q->head; free(p); }` does not come to an exit. */
void flow_tell_end_again(const struct flow *flow, const struct state *state, const struct fact *registration, struct loc loc)
{
    if (registration->maybe || registration->is_doubted || is_one_of_many(registration->element))
        return;
    for (uint32_t i = 0; i < flow->given_count; i++) {
        struct given *given = &flow->given[i];
        const struct fact *fact = &given->registration;
        if (given->is_found && fact->element == registration->element && fact->registry == registration->registry &&
            fact->link == registration->link) {
            given->is_again |= given->left == 0;
            tell_left(given, loc, loc, state->trace);
        }
    }
}

void flow_tell_fates(const struct flow *flow, struct given *given, uint32_t count)
{
    for (guint k = 0; k < flow->leavings->len; k++) {
        const struct leaving *leaving = &g_array_index(flow->leavings, struct leaving, k);
        if (leaving->exit == EXIT_NORETURN)
            continue;
        for (uint32_t i = 0; i < count; i++)
            tell_fate(flow, leaving, &given[i]);
    }
}
