/* lower_call.c: ordinary calls: of named functions and through pointers. Arguments are evaluated left to right; a parameter of
 * reference type receives an address. Constructors, operators and members are in lower_member.c. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

struct call *call_new(struct lower *l, CXCursor callee)
{
    const struct decl_info *info = decl_of(l, callee);
    struct call *call = arena_new_item(l->arena, struct call);
    call->callee = note_function(l, callee);
    call->name = info->name;
    call->member = info->member;
    guint position = GPOINTER_TO_UINT(g_hash_table_lookup(l->builder->declaration_ids, call->callee));
    if (position > 0) {
        const struct declaration *d = &g_array_index(l->builder->declarations, struct declaration, position - 1);
        call->flags |= d->is_system ? CALL_SYSTEM : 0;
        call->flags |= d->flags & FUNCTION_NOTHROW ? CALL_NOTHROW : 0;
        call->flags |= d->flags & FUNCTION_NORETURN ? CALL_NORETURN : 0;
    }
    int count = clang_Cursor_getNumTemplateArguments(callee);
    for (int i = 0; i < count; i++) {
        if (clang_Cursor_getTemplateArgumentKind(callee, (unsigned)i) != CXTemplateArgumentKind_Type)
            continue;
        if (call->template_args == NULL)
            call->template_args = arena_new_array(l->arena, struct type *, count);
        call->template_args[call->template_arg_count++] =
            lower_type(l, clang_Cursor_getTemplateArgumentType(callee, (unsigned)i));
    }
    return call;
}

void emit_call(struct lower *l, struct call *call, struct place *dst, const struct operand *args, uint32_t count, struct loc loc)
{
    struct body *body = l->context->body;
    if (l->module->has_exceptions && !(call->flags & CALL_NOTHROW))
        body_set_unwind(body, scope_landing(l));
    struct instr *instr = body_append(body, OP_CALL, loc);
    instr->dst = dst;
    instr->call = call;
    instr_set_args(l->arena, instr, args, count);
    if (call->flags & CALL_NORETURN)
        body_terminate(body, TERM_UNREACHABLE, NULL, 0, loc);
}

/* --- arguments -------------------------------------------------------------------------------------------------------- */

static bool is_reference(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_LValueReference || kind == CXType_RValueReference;
}

struct operand lower_argument(struct lower *l, CXCursor argument, CXType parameter)
{
    struct loc loc = loc_of(l, argument);
    struct operand moved;
    if (lower_moved_argument(l, argument, parameter, &moved))
        return moved;
    struct operand value = lower_value(l, argument);
    if (parameter.kind != CXType_Invalid && is_reference(parameter)) {
        if (value.kind == OPERAND_NONE)
            return value;
        return address_of(l, value, loc);
    }
    /* p->x in f(p->x, q->y) is read at the call; only what a later argument changes would differ. */
    return value;
}

void lower_arguments(struct lower *l, CXCursor call, CXType function, uint32_t skip, GArray *args)
{
    int count = clang_Cursor_getNumArguments(call);
    for (int i = (int)skip; i < count; i++) {
        CXCursor argument = clang_Cursor_getArgument(call, (unsigned)i);
        if (cx_is_null(argument) || clang_Range_isNull(clang_getCursorExtent(argument)))
            break; /* default arguments from here on */
        CXType parameter = {.kind = CXType_Invalid};
        if (function.kind != CXType_Invalid)
            parameter = clang_getArgType(function, (unsigned)i - skip);
        l->module->cursors_visited++;
        struct operand value = lower_argument(l, argument, parameter);
        g_array_append_val(args, value);
    }
}

struct operand call_result(struct lower *l, CXCursor cursor, struct call *call, CXType result, const GArray *args,
                           struct want want)
{
    struct type *type = type_of(l, cursor);
    struct place *dst = NULL;
    bool by_reference = is_reference(result);
    if (by_reference && !want.unused)
        dst = fresh_temp(l, lower_type(l, result));
    else if (!by_reference && want.into != NULL)
        dst = want.into;
    else if (!by_reference && type->kind != TYPE_VOID && (!want.unused || type_needs_end(l, clang_getCursorType(cursor))))
        dst = fresh_temp(l, type);
    const struct operand *operands = (const struct operand *)(const void *)args->data;
    emit_call(l, call, dst, operands, args->len, loc_of(l, cursor));
    if (dst == NULL)
        return operand_none(type);
    if (by_reference)
        return operand_place(place_deref(l->arena, dst, type));
    if (dst != want.into)
        scope_push_temporary(l, dst, clang_getCursorType(cursor), cursor);
    return operand_place(dst);
}

/* --- callees ---------------------------------------------------------------------------------------------------------- */

/* (f), &f, *f, (*fp): down to the expression that holds or names the function. */
static CXCursor callee_expression(struct lower *l, CXCursor cursor)
{
    cursor = strip(l, cursor);
    while (cursor.kind == CXCursor_UnaryOperator) {
        enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
        struct cursors kids = children_of(l, cursor);
        CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
        bool is_function = type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
        if (kids.count != 1 || !(kind == CXUnaryOperator_AddrOf || (kind == CXUnaryOperator_Deref && is_function)))
            break;
        cursor = strip(l, kids.items[0]);
    }
    return cursor;
}

static bool names_function(CXCursor cursor)
{
    return cursor.kind == CXCursor_FunctionDecl || cursor.kind == CXCursor_CXXMethod ||
           cursor.kind == CXCursor_FunctionTemplate || cursor.kind == CXCursor_ConversionFunction;
}

/* Calls that are not calls. */
static bool lower_builtin(struct lower *l, CXCursor cursor, const char *name, struct want want, struct operand *result)
{
    if (strcmp(name, "__builtin_expect") == 0 || strcmp(name, "__builtin_expect_with_probability") == 0) {
        *result = lower_expression(l, clang_Cursor_getArgument(cursor, 0), want);
        return true;
    }
    if (strcmp(name, "__builtin_unreachable") == 0) {
        body_terminate(l->context->body, TERM_UNREACHABLE, NULL, 0, loc_of(l, cursor));
        *result = operand_none(l->void_type);
        return true;
    }
    static const char *const unevaluated[] = {"__builtin_constant_p", "__builtin_object_size", "__builtin_dynamic_object_size",
                                              "__builtin_types_compatible_p", "__builtin_classify_type"};
    for (guint i = 0; i < G_N_ELEMENTS(unevaluated); i++) {
        if (strcmp(name, unevaluated[i]) != 0)
            continue;
        *result = operand_none(type_of(l, cursor));
        return true;
    }
    return false;
}

/* Type of what is called: a function, or the function a pointer points to. */
static CXType function_type_of(CXCursor callee)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(callee));
    if (type.kind == CXType_Pointer || type.kind == CXType_LValueReference || type.kind == CXType_RValueReference)
        type = clang_getCanonicalType(clang_getPointeeType(type));
    bool is_function = type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
    return is_function ? type : (CXType){.kind = CXType_Invalid};
}

/* Where the callee is stored; (p->*method)() has a receiver, too. */
static struct operand lower_target(struct lower *l, CXCursor expression, struct call *call)
{
    enum CXBinaryOperatorKind kind =
        expression.kind == CXCursor_BinaryOperator ? clang_getCursorBinaryOperatorKind(expression) : CXBinaryOperator_Invalid;
    if (kind != CXBinaryOperator_PtrMemD && kind != CXBinaryOperator_PtrMemI)
        return lower_value(l, expression);
    struct cursors sides = children_of(l, expression);
    struct loc loc = loc_of(l, expression);
    struct operand object = lower_value(l, sides.items[0]);
    CXType type = clang_getCanonicalType(clang_getCursorType(sides.items[0]));
    call->receiver = kind == CXBinaryOperator_PtrMemI ? object : address_of(l, object, loc);
    call->receiver_type = lower_type(l, kind == CXBinaryOperator_PtrMemI ? clang_getPointeeType(type) : type);
    return lower_value(l, sides.items[1]);
}

static struct operand ordinary_call(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want)
{
    CXCursor expression = callee_expression(l, kids->items[0]);
    CXCursor function = clang_getCursorReferenced(expression);
    bool is_named = expression.kind == CXCursor_DeclRefExpr && names_function(function);
    struct operand result;
    struct call *call;
    if (is_named) {
        if (lower_builtin(l, cursor, decl_of(l, function)->name, want, &result))
            return result;
        call = call_new(l, function);
    } else {
        call = arena_new_item(l->arena, struct call);
        call->name = intern(l->strings, "");
        call->target = lower_target(l, expression, call);
        if (call->target.kind == OPERAND_FUNCTION) {
            call->callee = call->target.text;
            call->target = operand_none(NULL);
        }
    }
    CXType type = function_type_of(is_named ? function : expression);
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    lower_arguments(l, cursor, type, 0, args);
    result = call_result(l, cursor, call, type.kind == CXType_Invalid ? clang_getCursorType(cursor) : clang_getResultType(type),
                         args, want);
    g_array_free(args, TRUE);
    return result;
}

struct operand lower_call(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    struct operand result;
    if (l->module->is_cxx && lower_cxx_call(l, cursor, &kids, want, &result))
        return result;
    if (kids.count == 0)
        return operand_none(type_of(l, cursor));
    return ordinary_call(l, cursor, &kids, want);
}
