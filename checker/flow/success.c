/* success.c: which exits of a function are failures.
 *
 * Nothing in C says so; we take what nearly all code agrees on, and only where the function has exits of the other sort, too:
 * a null pointer among pointers; a negative number; an error that was just found nonzero among exits that return a plain 0.
 * Where errors are positive (return ENOMEM), a negative number of somebody else's is none: if (rc == -1) return rc.
 * A bool may answer any question: undecided, and undecided is success. */
#include "flow/engine.h"

static bool returns_pointer(const struct function *function)
{
    return function->result != NULL && function->result->kind == TYPE_POINTER;
}

static bool returns_bool(const struct function *function)
{
    return function->result != NULL && function->result->kind == TYPE_BOOL;
}

static uint8_t signs_of(const struct leaving *leaving)
{
    return state_signs(leaving->state, leaving->value);
}

static bool is_negative(const struct operand *operand)
{
    return operand->kind == OPERAND_INT && operand->number < 0;
}

/* return -1; rc = -1; */
static bool makes_negative(const struct function *function)
{
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct block *block = &function->blocks[b];
        if (block->term.kind == TERM_RETURN && is_negative(&block->term.value))
            return true;
        for (uint32_t i = 0; i < block->instr_count; i++)
            if (block->instrs[i].op == OP_COPY && is_negative(&block->instrs[i].args[0]))
                return true;
    }
    return false;
}

void flow_judge_success(const struct flow *flow, bool *is_failure)
{
    uint8_t seen = 0;
    bool has_plain_zero = false, has_plain_error = false;
    for (guint i = 0; i < flow->leavings->len; i++) {
        const struct leaving *leaving = &g_array_index(flow->leavings, struct leaving, i);
        if (leaving->exit != EXIT_RETURN)
            continue;
        seen |= signs_of(leaving);
        has_plain_zero |= leaving->value.kind == VALUE_INT && leaving->value.number == 0;
        has_plain_error |= leaving->value.kind == VALUE_INT && leaving->value.number > 0;
    }
    bool is_positive_errors = has_plain_zero && has_plain_error && !makes_negative(flow->function);
    for (guint i = 0; i < flow->leavings->len; i++) {
        const struct leaving *leaving = &g_array_index(flow->leavings, struct leaving, i);
        uint8_t signs = signs_of(leaving);
        is_failure[i] = false;
        if (leaving->exit != EXIT_RETURN || leaving->value.kind == VALUE_UNKNOWN || returns_bool(flow->function))
            continue;
        if (returns_pointer(flow->function))
            is_failure[i] = signs == SIGN_ZERO && (seen & SIGN_NONZERO) != 0;
        else if (signs == SIGN_NEGATIVE)
            is_failure[i] = (seen & (SIGN_ZERO | SIGN_POSITIVE)) != 0 && !is_positive_errors;
        else if (signs == SIGN_NONZERO)
            is_failure[i] = has_plain_zero;
    }
}
