/* exits.c: which exits of a function are the odd ones out, whatever they return.
 *
 *     conns[fd] = c;
 *     if (!c->handshake())
 *         return false;        // comes before
 *     c->run();
 *     conns.erase(fd);         // what the ordinary end takes back
 *     return true;
 *
 * The ordinary end is the exit that stands last in the source, unless it is a failure: the errors below an ordinary end in the
 * middle are success.c's to tell. */
#include "flow/engine.h"

enum { HANDLERS_WITHIN = 32 }; /* cleanups between a call and the handler */

static bool holds(const struct state *state, const struct fact *registration)
{
    for (uint32_t i = 0; i < state->fact_count; i++)
        if (state->facts[i].kind == EFFECT_REGISTER && loc_compare(&state->facts[i].site, &registration->site) == 0)
            return true;
    return false;
}

static bool is_later(const struct leaving *a, const struct leaving *b)
{
    return a->loc.file == b->loc.file && loc_compare(&a->loc, &b->loc) > 0;
}

bool flow_skips_removal(const struct flow *flow, const bool *failures, const struct leaving *leaving,
                        const struct fact *registration)
{
    const struct leaving *last = leaving;
    for (guint i = 0; i < flow->leavings->len; i++) {
        const struct leaving *other = &g_array_index(flow->leavings, struct leaving, i);
        if (other->exit == EXIT_RETURN && is_later(other, last))
            last = other;
    }
    for (guint i = 0; i < flow->leavings->len; i++) {
        const struct leaving *other = &g_array_index(flow->leavings, struct leaving, i);
        bool is_last = other->exit == EXIT_RETURN && loc_compare(&other->loc, &last->loc) == 0;
        if (is_last && (failures[i] || holds(other->state, registration)))
            return false;
    }
    return true;
}

static bool is_handler(const struct block *block)
{
    return block->instr_count > 0 && block->instrs[0].op == OP_CATCH;
}

bool flow_is_guarded(const struct flow *flow, const struct block *block)
{
    const struct block *blocks = flow->function->blocks;
    uint32_t next = block->unwind;
    for (uint32_t i = 0; i < HANDLERS_WITHIN && next != NO_BLOCK; i++) {
        const struct terminator *term = &blocks[next].term;
        for (uint32_t k = 0; k < term->succ_count; k++)
            if (is_handler(&blocks[term->succs[k]]))
                return true;
        next = term->kind == TERM_GOTO ? term->succs[0] : NO_BLOCK;
    }
    return false;
}
