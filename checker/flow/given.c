/* given.c: what becomes, in one function, of registrations that are in force when it is entered.
 *
 *     void conn_free(struct conn *c) { LIST_REMOVE(c, by_name); free(c); }      // and by_age?
 *
 * The rule asks this of functions that end an object: the execution is the same as ever, only that it begins with something. */
#include "flow/engine.h"

void flow_give(struct flow *flow, struct state *state, const struct given *given, uint32_t count)
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

/* The walk or the look-up came to it: the pointer was seen not to be null. */
static bool is_met(const struct state *state, const struct region *element)
{
    const struct region *node = element->kind == REGION_OUTER ? element->parent : element;
    return node->kind == REGION_DEREF && (state_signs(state, value_init(node->parent)) & SIGN_ZERO) == 0;
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

static bool was_never_in(const struct state *state, const struct given *given)
{
    return given->way != NULL && state_signs(state, value_init(given->way)) == SIGN_ZERO;
}

static void tell_fate(const struct flow *flow, const struct leaving *leaving, struct given *given)
{
    if (was_never_in(leaving->state, given))
        return;
    const struct fact *fact = find_fact(leaving->state, &given->registration);
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
    if (given->left++ == 0) {
        given->exit = leaving->loc;
        given->end = ending != NULL ? ending->loc : leaving->loc;
        given->trace = leaving->state->trace;
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
