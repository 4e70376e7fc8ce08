/* given.c: what becomes, in one function, of registrations that are in force when it is entered.
 *
 *     void conn_free(struct conn *c) { LIST_REMOVE(c, by_name); free(c); }      // and by_age?
 *
 * The rule asks this of functions that end an object: the execution is the same as ever, only that it begins with something. */
#include "flow/engine.h"

void flow_give(struct flow *flow, struct state *state, const struct given *given, uint32_t count)
{
    (void)flow;
    for (uint32_t i = 0; i < count; i++)
        state_add_fact(state, given[i].registration);
}

static const struct fact *find_fact(const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; i < state->fact_count; i++) {
        const struct fact *fact = &state->facts[i];
        if (fact->kind == EFFECT_REGISTER && fact->element == registration->element && fact->registry == registration->registry &&
            fact->link == registration->link)
            return fact;
    }
    return NULL;
}

static void tell_fate(const struct leaving *leaving, struct given *given)
{
    const struct fact *fact = find_fact(leaving->state, &given->registration);
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
    if ((ending == NULL || ending->is_handle) && !is_destroyed)
        return;
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
            tell_fate(leaving, &given[i]);
    }
}
