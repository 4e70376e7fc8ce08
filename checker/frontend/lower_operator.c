/* lower_operator.c: built-in operators. Pointer arithmetic is the address of an element, `&&`, `||`, `!` and `?:` are control
 * flow, increments and compound assignments are a binary operation stored back. Overloaded operators are calls. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

/* --- constants -------------------------------------------------------------------------------------------------------- */

bool fold_unary(enum CXUnaryOperatorKind kind, int64_t *value)
{
    switch ((int)kind) {
    case CXUnaryOperator_Minus:
        *value = (int64_t)(0 - (uint64_t)*value);
        return true;
    case CXUnaryOperator_Plus:
    case CXUnaryOperator_Extension:
        return true;
    case CXUnaryOperator_Not:
        *value = ~*value;
        return true;
    case CXUnaryOperator_LNot:
        *value = !*value;
        return true;
    default:
        return false;
    }
}

bool fold_binary(enum CXBinaryOperatorKind kind, int64_t left, int64_t right, int64_t *value)
{
    switch ((int)kind) {
    case CXBinaryOperator_Add:
        *value = (int64_t)((uint64_t)left + (uint64_t)right);
        return true;
    case CXBinaryOperator_Sub:
        *value = (int64_t)((uint64_t)left - (uint64_t)right);
        return true;
    case CXBinaryOperator_Mul:
        *value = (int64_t)((uint64_t)left * (uint64_t)right);
        return true;
    case CXBinaryOperator_Shl:
        *value = (int64_t)((uint64_t)left << ((uint64_t)right & 63));
        return right >= 0 && right < 64;
    case CXBinaryOperator_Or:
        *value = left | right;
        return true;
    case CXBinaryOperator_And:
        *value = left & right;
        return true;
    case CXBinaryOperator_Xor:
        *value = left ^ right;
        return true;
    default:
        return false;
    }
}

static const struct {
    enum CXBinaryOperatorKind plain, assign;
    enum binary_operator operator;
} operators[] = {
    {CXBinaryOperator_Mul, CXBinaryOperator_MulAssign, BINARY_MUL},
    {CXBinaryOperator_Div, CXBinaryOperator_DivAssign, BINARY_DIV},
    {CXBinaryOperator_Rem, CXBinaryOperator_RemAssign, BINARY_MOD},
    {CXBinaryOperator_Add, CXBinaryOperator_AddAssign, BINARY_ADD},
    {CXBinaryOperator_Sub, CXBinaryOperator_SubAssign, BINARY_SUB},
    {CXBinaryOperator_Shl, CXBinaryOperator_ShlAssign, BINARY_SHL},
    {CXBinaryOperator_Shr, CXBinaryOperator_ShrAssign, BINARY_SHR},
    {CXBinaryOperator_And, CXBinaryOperator_AndAssign, BINARY_AND},
    {CXBinaryOperator_Xor, CXBinaryOperator_XorAssign, BINARY_XOR},
    {CXBinaryOperator_Or, CXBinaryOperator_OrAssign, BINARY_OR},
    {CXBinaryOperator_LT, CXBinaryOperator_Invalid, BINARY_LT},
    {CXBinaryOperator_GT, CXBinaryOperator_Invalid, BINARY_GT},
    {CXBinaryOperator_LE, CXBinaryOperator_Invalid, BINARY_LE},
    {CXBinaryOperator_GE, CXBinaryOperator_Invalid, BINARY_GE},
    {CXBinaryOperator_EQ, CXBinaryOperator_Invalid, BINARY_EQ},
    {CXBinaryOperator_NE, CXBinaryOperator_Invalid, BINARY_NE},
};

static bool find_operator(enum CXBinaryOperatorKind kind, enum binary_operator *operator)
{
    for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (kind == CXBinaryOperator_Invalid || (operators[i].plain != kind && operators[i].assign != kind))
            continue;
        *operator= operators[i].operator;
        return true;
    }
    return false;
}

bool comparison_of(CXCursor cursor, enum binary_operator *operator)
{
    return cursor.kind == CXCursor_BinaryOperator && find_operator(clang_getCursorBinaryOperatorKind(cursor), operator) &&
           *operator>= BINARY_EQ;
}

/* --- arithmetic ----------------------------------------------------------------------------------------------------------------
 */

static struct operand other(struct lower *l, struct operand *args, uint32_t count, struct type *type, struct want want,
                            struct loc loc)
{
    if (want.unused)
        return operand_none(type);
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type);
    struct instr *instr = body_append(l->context->body, OP_OTHER, loc);
    instr->dst = dst;
    instr_set_args(l->arena, instr, args, count);
    return operand_place(dst);
}

static void emit_binary(struct lower *l, struct place *dst, enum binary_operator operator, struct operand left,
                        struct operand right, struct loc loc)
{
    const struct operand args[] = {left, right};
    struct instr *instr = body_append(l->context->body, OP_BINARY, loc);
    instr->operator= operator;
    instr->dst = dst;
    instr_set_args(l->arena, instr, args, 2);
}

/* p + n, n + p, p - n */
static struct operand pointer_sum(struct lower *l, enum binary_operator operator, struct operand left, struct operand right,
                                  struct type *type, struct loc loc)
{
    bool swapped = right.type != NULL && right.type->kind == TYPE_POINTER;
    struct operand pointer = swapped ? right : left, key = swapped ? left : right;
    if (operator== BINARY_SUB)
        key = key.kind == OPERAND_INT ? operand_int(-key.number, key.type) : operand_none(key.type);
    struct type *target = type->target == NULL ? l->unknown : type->target;
    return operand_address(element_of(l, pointer, key, target, loc), type);
}

struct operand binary_value(struct lower *l, enum binary_operator operator, struct operand left, struct operand right,
                            struct type *type, struct want want, struct loc loc)
{
    if (type->kind == TYPE_POINTER && (operator== BINARY_ADD || operator== BINARY_SUB))
        return pointer_sum(l, operator, left, right, type, loc);
    if (left.kind == OPERAND_INT && right.kind == OPERAND_INT && operator<= BINARY_SHL) {
        int64_t value;
        for (guint i = 0; i < G_N_ELEMENTS(operators); i++)
            if (operators[i].operator== operator&& fold_binary(operators[i].plain, left.number, right.number, &value))
                return operand_int(value, type);
    }
    if (want.unused)
        return operand_none(type);
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type);
    emit_binary(l, dst, operator, left, right, loc);
    return operand_place(dst);
}

/* --- control flow as a value ------------------------------------------------------------------------------------------ */

static struct operand logical_value(struct lower *l, CXCursor cursor, struct want want)
{
    struct body *body = l->context->body;
    struct loc loc = loc_of(l, cursor);
    uint32_t yes = body_block(body), no = body_block(body), after = body_block(body);
    struct place *dst = want.unused ? NULL : want.into != NULL ? want.into : fresh_temp(l, type_of(l, cursor));
    lower_condition(l, cursor, yes, no);
    body_enter(body, yes);
    if (dst != NULL)
        emit_copy(l, dst, operand_int(1, l->int_type), loc);
    body_goto(body, after, loc);
    body_enter(body, no);
    if (dst != NULL)
        emit_copy(l, dst, operand_int(0, l->int_type), loc);
    body_goto(body, after, loc);
    body_enter(body, after);
    return dst == NULL ? operand_none(type_of(l, cursor)) : operand_place(dst);
}

/* One arm of ?:. The result lands in `dst`; for objects that stay where they are, `dst` is a pointer to them. */
static void lower_arm(struct lower *l, CXCursor arm, struct place *dst, bool by_address, uint32_t after)
{
    struct body *body = l->context->body;
    struct loc loc = loc_of(l, arm);
    if (dst == NULL)
        lower_expression(l, arm, (struct want){.unused = true});
    else if (!by_address)
        lower_into(l, arm, dst);
    else
        emit_copy(l, dst, address_of(l, lower_value(l, arm), loc), loc);
    if (body_is_open(body))
        body_goto(body, after, loc);
}

static struct operand choose(struct lower *l, CXCursor cursor, CXCursor when_true, CXCursor when_false, struct want want,
                             uint32_t yes, uint32_t no)
{
    struct body *body = l->context->body;
    struct type *type = type_of(l, cursor);
    bool valueless = want.unused || type->kind == TYPE_VOID;
    bool by_address = !valueless && want.into == NULL && type->kind == TYPE_RECORD;
    struct place *dst = valueless ? NULL : want.into;
    if (!valueless && dst == NULL)
        dst = fresh_temp(l, by_address ? builder_pointer_to(l->builder, type) : type);
    bool outer = l->in_conditional;
    l->in_conditional = true;
    uint32_t after = body_block(body);
    body_enter(body, yes);
    lower_arm(l, when_true, dst, by_address, after);
    body_enter(body, no);
    lower_arm(l, when_false, dst, by_address, after);
    l->in_conditional = outer;
    body_enter(body, after);
    if (dst == NULL)
        return operand_none(type);
    return operand_place(by_address ? place_deref(l->arena, dst, type) : dst);
}

struct operand lower_conditional(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    if (kids.count != 3)
        return operand_none(type_of(l, cursor));
    uint32_t yes = body_block(l->context->body), no = body_block(l->context->body);
    lower_condition(l, kids.items[0], yes, no);
    return choose(l, cursor, kids.items[1], kids.items[2], want, yes, no);
}

/* a ?: b. libclang lists a, the condition on a, a again, b. */
struct operand lower_elvis(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want)
{
    struct body *body = l->context->body;
    struct loc loc = loc_of(l, cursor);
    struct type *type = type_of(l, cursor);
    struct place *dst = fresh_temp(l, type); /* not `into`: in p = q ?: p->next the arms still read p */
    uint32_t no = body_block(body), after = body_block(body);
    (void)want;
    lower_into(l, kids->items[0], dst);
    branch_on(l, operand_place(dst), after, no, loc);
    body_enter(body, no);
    lower_into(l, kids->items[3], dst);
    if (body_is_open(body))
        body_goto(body, after, loc);
    body_enter(body, after);
    return operand_place(dst);
}

/* --- stores --------------------------------------------------------------------------------------------------------------------
 */

static struct operand assign(struct lower *l, const struct cursors *kids, CXCursor cursor)
{
    struct place *dst = place_of(l, lower_value(l, kids->items[0]), loc_of(l, cursor));
    /* p = (struct point){p.y, p.x} reads what it writes: only other values are made in place. */
    CXCursor source = strip(l, kids->items[1]);
    bool is_list = source.kind == CXCursor_CompoundLiteralExpr || source.kind == CXCursor_InitListExpr;
    struct operand value = lower_expression(l, kids->items[1], (struct want){.into = is_list ? NULL : dst});
    if (value.kind != OPERAND_PLACE || value.place != dst)
        emit_copy(l, dst, value, loc_of(l, cursor));
    return operand_place(dst);
}

/* dst = dst <operator> right; moving a pointer keeps its target visible: p = &p[n] */
static void store_back(struct lower *l, struct place *dst, enum binary_operator operator, struct operand right, struct loc loc)
{
    struct operand left = operand_place(dst);
    if (dst->type->kind == TYPE_POINTER)
        emit_copy(l, dst, pointer_sum(l, operator, left, right, dst->type, loc), loc);
    else
        emit_binary(l, dst, operator, left, right, loc);
}

struct operand lower_compound_assign(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    struct cursors kids = children_of(l, cursor);
    enum binary_operator operator;
    if (kids.count != 2 || !find_operator(clang_getCursorBinaryOperatorKind(cursor), &operator))
        return operand_none(type_of(l, cursor));
    struct loc loc = loc_of(l, cursor);
    struct place *dst = place_of(l, lower_value(l, kids.items[0]), loc);
    store_back(l, dst, operator, lower_value(l, kids.items[1]), loc);
    return operand_place(dst);
}

static struct operand increment(struct lower *l, CXCursor operand, enum binary_operator operator, bool want_old, struct loc loc)
{
    struct place *dst = place_of(l, lower_value(l, operand), loc);
    struct operand old = want_old ? snapshot(l, operand_place(dst), loc) : operand_place(dst);
    store_back(l, dst, operator, operand_int(1, l->int_type), loc);
    return old;
}

/* --- handlers --------------------------------------------------------------------------------------------------------- */

static struct operand dereference(struct lower *l, CXCursor cursor, CXCursor pointer)
{
    struct type *type = type_of(l, cursor);
    struct operand value = lower_value(l, pointer);
    if (type->kind == TYPE_FUNCTION || value.kind == OPERAND_FUNCTION)
        return value; /* (*f)(…) is f(…) */
    return operand_place(pointee_of(l, value, type, loc_of(l, cursor)));
}

static struct operand take_address(struct lower *l, CXCursor cursor, CXCursor object)
{
    struct type *type = type_of(l, cursor);
    struct operand value = lower_value(l, object);
    if (value.kind == OPERAND_NONE)
        return operand_none(type);
    return address_of(l, value, loc_of(l, cursor));
}

struct operand lower_unary(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    if (kids.count == 0)
        return operand_none(type_of(l, cursor));
    CXCursor operand = kids.items[kids.count - 1];
    struct loc loc = loc_of(l, cursor);
    enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
    switch ((int)kind) {
    case CXUnaryOperator_PostInc:
        return increment(l, operand, BINARY_ADD, !want.unused, loc);
    case CXUnaryOperator_PostDec:
        return increment(l, operand, BINARY_SUB, !want.unused, loc);
    case CXUnaryOperator_PreInc:
        return increment(l, operand, BINARY_ADD, false, loc);
    case CXUnaryOperator_PreDec:
        return increment(l, operand, BINARY_SUB, false, loc);
    case CXUnaryOperator_AddrOf:
        return take_address(l, cursor, operand);
    case CXUnaryOperator_Deref:
        return dereference(l, cursor, operand);
    case CXUnaryOperator_LNot:
        return logical_value(l, cursor, want);
    case CXUnaryOperator_Plus:
    case CXUnaryOperator_Extension:
        return lower_expression(l, operand, want);
    case CXUnaryOperator_Coawait:
        return lower_await(l, cursor, want);
    default:
        break;
    }
    struct operand value = lower_value(l, operand);
    if (value.kind == OPERAND_INT && fold_unary(kind, &value.number))
        return value;
    return other(l, &value, 1, type_of(l, cursor), want, loc);
}

struct operand lower_binary(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    struct type *type = type_of(l, cursor);
    if (kids.count != 2)
        return operand_none(type);
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
    enum binary_operator operator;
    if (kind == CXBinaryOperator_Assign)
        return assign(l, &kids, cursor);
    if (kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr)
        return logical_value(l, cursor, want);
    if (kind == CXBinaryOperator_Comma) {
        lower_expression(l, kids.items[0], (struct want){.unused = true});
        return lower_expression(l, kids.items[1], want);
    }
    struct loc loc = loc_of(l, cursor);
    struct operand args[] = {lower_value(l, kids.items[0]), lower_value(l, kids.items[1])};
    if (find_operator(kind, &operator))
        return binary_value(l, operator, args[0], args[1], type, want, loc);
    if (kind == CXBinaryOperator_PtrMemD || kind == CXBinaryOperator_PtrMemI) { /* object.*member */
        struct operand object = kind == CXBinaryOperator_PtrMemI ? args[0] : address_of(l, args[0], loc);
        struct place *base = pointee_of(l, object, l->unknown, loc);
        return operand_place(place_element(l->arena, base, operand_none(NULL), type));
    }
    return other(l, args, 2, type, want, loc);
}
