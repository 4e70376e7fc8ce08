/* operation.c: symbols for what arithmetic gives.
 *
 *     if (c->flags & LISTED) …  c->flags |= DEAD;  … if (c->flags & LISTED)      the same bit both times: the paths agree
 *     for (i = 0; i < n; i++) if (…) break;   if (i == n) …                      not after the break: i - n was negative
 *
 * A symbol stands for an operation on two values, so that whoever computes it again speaks of the same number. Constants are
 * folded as far as flags need it; counters stay symbolic, or each turn of a loop would be a state of its own. */
#include "flow/region.h"

enum { OPERATION_MAX_DEPTH = 5 };

static uint32_t depth_of(struct value value)
{
    const struct operation *operation = value.region != NULL ? value.region->operation : NULL;
    return operation == NULL ? 0 : 1 + MAX(depth_of(operation->left), depth_of(operation->right));
}

static bool is_operand(struct value value)
{
    return value.kind == VALUE_INT || value.kind == VALUE_INIT || value.kind == VALUE_ADDRESS;
}

static bool is_commutative(enum binary_operator operator)
{
    return operator== BINARY_ADD || operator== BINARY_MUL || operator== BINARY_AND || operator== BINARY_OR || operator==
        BINARY_XOR;
}

static const struct operation *operation_in(struct value value, enum binary_operator operator)
{
    const struct operation *operation = value.kind == VALUE_INIT ? value.region->operation : NULL;
    return operation != NULL && operation->operator== operator&& operation->right.kind == VALUE_INT ? operation : NULL;
}

static bool fold(struct operation operation, struct value *result)
{
    uint64_t left = (uint64_t)operation.left.number, right = (uint64_t)operation.right.number;
    if (operation.left.kind != VALUE_INT || operation.right.kind != VALUE_INT)
        return false;
    switch ((int)operation.operator) {
    case BINARY_AND:
        *result = value_int((int64_t)(left & right));
        return true;
    case BINARY_OR:
        *result = value_int((int64_t)(left | right));
        return true;
    case BINARY_XOR:
        *result = value_int((int64_t)(left ^ right));
        return true;
    case BINARY_SHL:
        *result = value_int((int64_t)(right < 64 ? left << right : 0));
        return right < 64;
    default:
        return false;
    }
}

/* (x | SET) & BITS, (x & KEPT) & BITS */
static struct value mask(struct regions *regions, struct value value, int64_t bits)
{
    const struct operation *set = operation_in(value, BINARY_OR);
    if (set != NULL && (set->right.number & bits) == 0)
        return mask(regions, set->left, bits);
    if (set != NULL && (set->right.number & bits) == bits)
        return value_int(bits);
    const struct operation *kept = operation_in(value, BINARY_AND);
    if (kept != NULL)
        return mask(regions, kept->left, kept->right.number & bits);
    struct operation operation = {BINARY_AND, value, value_int(bits)};
    struct value folded;
    if (bits == 0 || fold(operation, &folded))
        return bits == 0 ? value_int(0) : folded;
    return value_init(region_result(regions, operation));
}

struct value value_operation(struct regions *regions, struct operation operation)
{
    if (!is_operand(operation.left) || !is_operand(operation.right))
        return VALUE_NONE;
    struct value folded;
    if (fold(operation, &folded))
        return folded;
    if (operation.left.kind == VALUE_INT && is_commutative(operation.operator)) {
        struct value swap = operation.left;
        operation.left = operation.right, operation.right = swap;
    }
    if (operation.operator== BINARY_AND && operation.right.kind == VALUE_INT)
        return mask(regions, operation.left, operation.right.number);
    if (depth_of(operation.left) >= OPERATION_MAX_DEPTH || depth_of(operation.right) >= OPERATION_MAX_DEPTH)
        return VALUE_NONE;
    return value_init(region_result(regions, operation));
}

bool value_is_wrapped(struct value value)
{
    const struct operation *operation = value.kind == VALUE_INIT ? value.region->operation : NULL;
    return operation != NULL && (operation->operator== BINARY_MOD || operation->operator== BINARY_AND);
}

bool region_mentions(const struct region *region, const struct region *part)
{
    const struct operation *operation = region->root->operation;
    return operation != NULL && ((operation->left.region != NULL && region_passes(operation->left.region, part)) ||
                                 (operation->right.region != NULL && region_passes(operation->right.region, part)));
}
