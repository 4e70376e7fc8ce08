/* lower_member.c: the C++ forms of calls.
 *
 * Smart pointers read like raw ones: `p->f()`, `(*p).f()`, `p.get()`, `if (p)`, `p = q` become dereferences, copies and moves
 * of the place `p`. So do defaulted and library copy and move constructors, std::move and std::forward. What has a meaning of
 * its own stays a call: `v.push_back(c)`, `m[k]` (whose result is an address), `name = "x"`, user-written operators. */
#include "frontend/lower.h"

static bool is_constructor(CXCursor cursor)
{
    return cursor.kind == CXCursor_Constructor ||
           (cursor.kind == CXCursor_FunctionTemplate && clang_getTemplateCursorKind(cursor) == CXCursor_Constructor);
}

static bool same_template(const struct type *a, const struct type *b)
{
    return a != NULL && b != NULL && a->kind == TYPE_RECORD && b->kind == TYPE_RECORD && a->name == b->name;
}

/* In templates the name of overloaded functions: a DeclRefExpr around the set of them. */
static bool names_overloads(struct lower *l, CXCursor callee, CXCursor *overloaded)
{
    *overloaded = callee;
    if (callee.kind != CXCursor_DeclRefExpr || clang_getCursorReferenced(callee).kind != CXCursor_OverloadedDeclRef)
        return callee.kind == CXCursor_OverloadedDeclRef;
    struct cursors kids = children_of(l, callee);
    for (uint32_t i = 0; i < kids.count; i++) {
        if (kids.items[i].kind != CXCursor_OverloadedDeclRef)
            continue;
        *overloaded = kids.items[i];
        return true;
    }
    return false;
}

/* std::move(x), std::forward<T>(x) */
static bool is_dependent_move(struct lower *l, CXCursor callee)
{
    CXCursor overloaded;
    if (!names_overloads(l, callee, &overloaded) || clang_getNumOverloadedDecls(overloaded) == 0)
        return false;
    const char *name = decl_of(l, clang_getOverloadedDecl(overloaded, 0))->name;
    return strcmp(name, "std::move") == 0 || strcmp(name, "std::forward") == 0;
}

static bool is_move(struct lower *l, CXCursor cursor, CXCursor *moved)
{
    cursor = strip(l, cursor);
    if (cursor.kind != CXCursor_CallExpr || clang_Cursor_getNumArguments(cursor) != 1)
        return false;
    *moved = clang_Cursor_getArgument(cursor, 0);
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(spelling);
    bool is_nameless = name == NULL || name[0] == '\0';
    bool is_named = name != NULL && (strcmp(name, "move") == 0 || strcmp(name, "forward") == 0);
    clang_disposeString(spelling);
    if (is_nameless) {
        struct cursors kids = children_of(l, cursor);
        return kids.count > 0 && is_dependent_move(l, strip(l, kids.items[0]));
    }
    if (!is_named)
        return false;
    CXCursor callee = clang_getCursorReferenced(cursor);
    return !cx_is_null(callee) && g_str_has_prefix(decl_of(l, callee)->name, "std::");
}

bool cursor_is_move(struct lower *l, CXCursor cursor)
{
    CXCursor moved;
    return l->module->is_cxx && is_move(l, cursor, &moved);
}

static struct place *destination(struct lower *l, CXCursor cursor, struct want want)
{
    if (want.into != NULL)
        return want.into;
    struct place *temp = fresh_temp(l, type_of(l, cursor));
    scope_push_temporary(l, temp, clang_getCursorType(cursor), cursor);
    return temp;
}

bool lower_moved_argument(struct lower *l, CXCursor argument, CXType parameter, struct operand *result)
{
    CXCursor moved;
    if (!l->module->is_cxx || !is_move(l, argument, &moved))
        return false;
    struct operand source = lower_value(l, moved);
    enum CXTypeKind kind = clang_getCanonicalType(parameter).kind;
    bool is_reference = kind == CXType_LValueReference || kind == CXType_RValueReference;
    if (source.kind != OPERAND_PLACE || source.place->type->kind != TYPE_RECORD) {
        *result = is_reference && source.kind == OPERAND_PLACE ? address_of(l, source, loc_of(l, argument)) : source;
        return true;
    }
    struct place *temp = fresh_temp(l, source.place->type);
    emit_move(l, temp, source, loc_of(l, argument));
    scope_push_temporary(l, temp, clang_getCursorType(moved), argument);
    *result = operand_place(temp);
    if (is_reference)
        *result = address_of(l, *result, loc_of(l, argument));
    return true;
}

/* --- construction ----------------------------------------------------------------------------------------------------- */

/* How many arguments the source spells; the rest are defaults. */
static int spelled_arguments(CXCursor call)
{
    int count = clang_Cursor_getNumArguments(call), spelled = 0;
    while (spelled < count) {
        CXCursor argument = clang_Cursor_getArgument(call, (unsigned)spelled);
        CXSourceRange extent = clang_getCursorExtent(argument);
        if (cx_is_null(argument) || clang_Range_isNull(extent))
            break;
        spelled++;
    }
    return spelled;
}

/* A copy or move that only copies or moves: of a defaulted constructor, a library class, between smart pointers. */
static bool is_plain_copy(struct lower *l, CXCursor call, CXCursor constructor, struct type *type)
{
    if (spelled_arguments(call) != 1)
        return false;
    bool is_copy = clang_CXXConstructor_isCopyConstructor(constructor) || clang_CXXConstructor_isMoveConstructor(constructor);
    if (is_copy && (clang_CXXMethod_isDefaulted(constructor) || decl_of(l, constructor)->is_system))
        return true;
    return type_is_smart_pointer(type) && same_template(type, type_of(l, clang_Cursor_getArgument(call, 0)));
}

static struct operand lower_copy(struct lower *l, CXCursor call, CXCursor constructor, struct want want)
{
    CXCursor argument = clang_Cursor_getArgument(call, 0), moved;
    struct loc loc = loc_of(l, call);
    bool is_moved = is_move(l, argument, &moved) || clang_CXXConstructor_isMoveConstructor(constructor);
    struct operand value = lower_expression(l, argument, (struct want){.into = want.into});
    if (value.kind != OPERAND_PLACE || (want.into != NULL && value.place == want.into))
        return value;
    bool is_temporary = value.place->root == ROOT_TEMP && value.place->step_count == 0;
    if (want.into == NULL && (is_temporary || !is_moved))
        return value;
    struct place *dst = destination(l, call, want);
    if (is_moved || is_temporary)
        emit_move(l, dst, value, loc);
    else
        emit_copy(l, dst, value, loc);
    return operand_place(dst);
}

static bool construct_null_pointer(struct lower *l, CXCursor call, struct want want, struct operand *result)
{
    int count = spelled_arguments(call);
    if (count > 1 ||
        (count == 1 && clang_getCanonicalType(clang_getCursorType(clang_Cursor_getArgument(call, 0))).kind != CXType_NullPtr))
        return false;
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type_of(l, call));
    emit_copy(l, dst, operand_null(dst->type), loc_of(l, call));
    *result = operand_place(dst);
    return true;
}

static struct operand lower_construct(struct lower *l, CXCursor call, CXCursor constructor, struct want want)
{
    struct type *type = type_of(l, call);
    struct operand result;
    if (is_plain_copy(l, call, constructor, type))
        return lower_copy(l, call, constructor, want);
    if (type_is_smart_pointer(type) && construct_null_pointer(l, call, want, &result))
        return result;
    struct loc loc = loc_of(l, call);
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type);
    if (clang_CXXMethod_isDefaulted(constructor) && clang_Cursor_getNumArguments(call) == 0) {
        lower_default_members(l, constructor, dst, loc);
    } else {
        struct call *construct = call_new(l, constructor);
        construct->flags |= CALL_CONSTRUCTOR;
        construct->receiver_type = type->kind == TYPE_ARRAY ? type->target : type;
        construct->receiver = address_of(l, operand_place(dst), loc);
        GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
        lower_arguments(l, call, clang_getCursorType(constructor), 0, args);
        emit_call(l, construct, NULL, (const struct operand *)(const void *)args->data, args->len, loc);
        g_array_free(args, TRUE);
    }
    if (want.into == NULL)
        scope_push_temporary(l, dst, clang_getCursorType(call), call);
    return operand_place(dst);
}

/* T(x) in a template, where T's constructors are unknown. */
void construct_dependent(struct lower *l, struct place *dst, const struct cursors *values, struct loc loc)
{
    struct call *call = arena_new_item(l->arena, struct call);
    call->name = call->member = dst->type->name == NULL ? intern(l->strings, "") : dst->type->name;
    call->flags = CALL_CONSTRUCTOR | CALL_DEPENDENT;
    call->receiver_type = dst->type;
    call->receiver = address_of(l, operand_place(dst), loc);
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    for (uint32_t i = 0; i < values->count; i++) {
        if (!clang_isExpression(values->items[i].kind))
            continue;
        struct operand value = lower_argument(l, values->items[i], (CXType){.kind = CXType_Invalid});
        g_array_append_val(args, value);
    }
    emit_call(l, call, NULL, (const struct operand *)(const void *)args->data, args->len, loc);
    g_array_free(args, TRUE);
}

/* --- operators -------------------------------------------------------------------------------------------------------- */

static struct operand assign_plainly(struct lower *l, CXCursor cursor, struct place *dst)
{
    CXCursor source = clang_Cursor_getArgument(cursor, 1), moved;
    bool is_moved = is_move(l, source, &moved);
    struct operand value = lower_value(l, source);
    bool is_temporary = value.kind == OPERAND_PLACE && value.place->root == ROOT_TEMP && value.place->step_count == 0;
    if (is_moved || is_temporary)
        emit_move(l, dst, value, loc_of(l, cursor));
    else
        emit_copy(l, dst, value, loc_of(l, cursor));
    return operand_place(dst);
}

static bool is_plain_assignment(struct lower *l, CXCursor cursor, CXCursor method, const struct type *object)
{
    bool is_copy = clang_CXXMethod_isCopyAssignmentOperator(method) || clang_CXXMethod_isMoveAssignmentOperator(method);
    if (is_copy && clang_CXXMethod_isDefaulted(method))
        return true;
    if (!type_is_smart_pointer(object))
        return false;
    CXCursor source = clang_Cursor_getArgument(cursor, 1);
    return clang_getCanonicalType(clang_getCursorType(source)).kind == CXType_NullPtr ||
           same_template(object, type_of(l, source));
}

/* p->, *p, p = q; false: a call like any other */
static bool fold_operator(struct lower *l, CXCursor cursor, CXCursor function, const char *name, int count,
                          struct operand *result)
{
    if (count < 1 || count > 2)
        return false;
    CXCursor first = clang_Cursor_getArgument(cursor, 0);
    struct type *object = type_of(l, strip(l, first)); /* without the cast to the base that declares the operator */
    struct loc loc = loc_of(l, cursor);
    if (count == 1 && type_is_smart_pointer(object) && strcmp(name, "operator->") == 0) {
        *result = operand_place(place_of(l, lower_value(l, first), loc));
        return true;
    }
    if (count == 1 && type_is_smart_pointer(object) && strcmp(name, "operator*") == 0) {
        *result = operand_place(place_deref(l->arena, place_of(l, lower_value(l, first), loc), type_of(l, cursor)));
        return true;
    }
    if (count == 2 && strcmp(name, "operator=") == 0 && is_plain_assignment(l, cursor, function, object)) {
        *result = assign_plainly(l, cursor, place_of(l, lower_value(l, first), loc));
        return true;
    }
    return false;
}

/* p == q on smart pointers compares pointers. */
bool smart_comparison(struct lower *l, CXCursor cursor, struct condition *condition)
{
    if (!l->module->is_cxx || cursor.kind != CXCursor_CallExpr || clang_Cursor_getNumArguments(cursor) != 2)
        return false;
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(spelling);
    bool is_equal = name != NULL && strcmp(name, "operator==") == 0, is_unequal = name != NULL && strcmp(name, "operator!=") == 0;
    clang_disposeString(spelling);
    CXCursor left = clang_Cursor_getArgument(cursor, 0), right = clang_Cursor_getArgument(cursor, 1);
    if (!(is_equal || is_unequal) ||
        !(type_is_smart_pointer(type_of(l, strip(l, left))) || type_is_smart_pointer(type_of(l, strip(l, right)))))
        return false;
    condition->operator= is_equal ? BINARY_EQ : BINARY_NE;
    condition->left = lower_value(l, left);
    condition->right = lower_value(l, right);
    return true;
}

static struct operand lower_operator_call(struct lower *l, CXCursor cursor, CXCursor function, struct want want)
{
    const char *name = decl_of(l, function)->member;
    int count = clang_Cursor_getNumArguments(cursor);
    struct operand result;
    if (fold_operator(l, cursor, function, name, count, &result))
        return result;
    struct condition condition;
    if (smart_comparison(l, cursor, &condition))
        return binary_value(l, condition.operator, condition.left, condition.right, l->bool_type, want, loc_of(l, cursor));
    struct call *call = call_new(l, function);
    call->flags |= CALL_OPERATOR;
    uint32_t skip = 0;
    bool is_member = function.kind == CXCursor_CXXMethod && !clang_CXXMethod_isStatic(function);
    if (is_member && count > 0) {
        struct operand object = lower_value(l, clang_Cursor_getArgument(cursor, 0));
        struct place *place = place_of(l, object, loc_of(l, cursor));
        call->receiver = address_of(l, operand_place(place), loc_of(l, cursor));
        call->receiver_type = place->type;
        if (strcmp(name, "operator()") == 0 && closure_of_call_operator(l, function) == NULL)
            call->target = operand_place(place);
        if (clang_CXXMethod_isVirtual(function))
            call->flags |= CALL_VIRTUAL;
        skip = 1;
    }
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    CXType type = clang_getCursorType(function);
    lower_arguments(l, cursor, type, skip, args);
    result = call_result(l, cursor, call, clang_getResultType(type), args, want);
    g_array_free(args, TRUE);
    return result;
}

/* --- members ---------------------------------------------------------------------------------------------------------- */

static struct operand finish_member_call(struct lower *l, CXCursor cursor, struct call *call, struct place *object, CXType type,
                                         struct want want)
{
    if (object != NULL) {
        call->receiver = address_of(l, operand_place(object), loc_of(l, cursor));
        call->receiver_type = object->type;
    }
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    lower_arguments(l, cursor, type, 0, args);
    CXType result_type = type.kind == CXType_Invalid ? clang_getCursorType(cursor) : clang_getResultType(type);
    struct operand result = call_result(l, cursor, call, result_type, args, want);
    g_array_free(args, TRUE);
    return result;
}

/* `p.get()` is what `p` is, but keeps nothing alive; `if (p)` asks `p` itself. */
static struct place *pointer_in(struct lower *l, struct place *object, CXCursor call)
{
    struct type *type = type_of(l, call);
    if (type->kind != TYPE_POINTER)
        return object;
    struct place *pointer = arena_copy(l->arena, object, sizeof *object);
    pointer->type = type;
    return pointer;
}

static struct operand lower_method_call(struct lower *l, CXCursor cursor, CXCursor member, CXCursor method, struct want want)
{
    struct place *object = NULL;
    if (!clang_CXXMethod_isStatic(method)) {
        object = member_base(l, member, NULL);
        const char *name = decl_of(l, method)->member;
        bool is_access = strcmp(name, "get") == 0 || method.kind == CXCursor_ConversionFunction;
        if (is_access && type_is_smart_pointer(object->type) && clang_Cursor_getNumArguments(cursor) == 0)
            return operand_place(pointer_in(l, object, cursor));
    }
    struct call *call = call_new(l, method);
    if (method.kind == CXCursor_Destructor)
        call->flags |= CALL_DESTRUCTOR;
    if (g_str_has_prefix(call->member, "operator"))
        call->flags |= CALL_OPERATOR;
    if (clang_Cursor_isDynamicCall(cursor))
        call->flags |= CALL_VIRTUAL;
    return finish_member_call(l, cursor, call, object, clang_getCursorType(method), want);
}

/* v.push_back(t) with v of a type that depends on a template parameter: matched by the receiver's template and the name. */
static struct operand lower_dependent_member(struct lower *l, CXCursor cursor, CXCursor member, struct want want)
{
    const char *name = member_token(l, member);
    struct place *object = member_base(l, member, NULL);
    if (name != NULL && strcmp(name, "get") == 0 && type_is_smart_pointer(object->type))
        return operand_place(object);
    struct call *call = arena_new_item(l->arena, struct call);
    call->member = name;
    call->flags = CALL_DEPENDENT;
    const char *class = object->type->kind == TYPE_RECORD ? object->type->name : NULL;
    call->name = name == NULL ? intern(l->strings, "") : class == NULL ? name : intern_printf(l->strings, "%s::%s", class, name);
    return finish_member_call(l, cursor, call, object, (CXType){.kind = CXType_Invalid}, want);
}

/* `make_shared<Box<T>>(…)` in a template: after a template's name nobody can tell its own arguments from the call's. */
static void take_template_arguments(struct lower *l, struct call *call, CXCursor name)
{
    struct cursors kids = children_of(l, name);
    bool is_template = false;
    call->template_args = arena_new_array(l->arena, struct type *, kids.count);
    for (uint32_t i = 0; i < kids.count && !is_template; i++) {
        is_template = kids.items[i].kind == CXCursor_TemplateRef;
        if (is_template)
            call->template_args[call->template_arg_count++] = type_of_record(l, clang_getCursorReferenced(kids.items[i]));
        else if (kids.items[i].kind == CXCursor_TypeRef)
            call->template_args[call->template_arg_count++] = type_of(l, kids.items[i]);
    }
}

/* f(t) in a template, f being overloaded: all candidates share a name. */
static struct operand lower_overloaded_call(struct lower *l, CXCursor cursor, CXCursor name, CXCursor callee, struct want want)
{
    struct call *call = arena_new_item(l->arena, struct call);
    call->flags = CALL_DEPENDENT;
    call->name = call->member = cx_intern(l->strings, clang_getCursorSpelling(callee));
    if (clang_getNumOverloadedDecls(callee) > 0) {
        CXCursor first = clang_getOverloadedDecl(callee, 0);
        call->name = decl_of(l, first)->name;
        call->flags |= decl_of(l, first)->is_system ? CALL_SYSTEM : 0;
        if (clang_getNumOverloadedDecls(callee) == 1)
            call->callee = note_function(l, first);
    }
    take_template_arguments(l, call, name);
    return finish_member_call(l, cursor, call, NULL, (CXType){.kind = CXType_Invalid}, want);
}

static bool is_method(CXCursor cursor)
{
    enum CXCursorKind kind = cursor.kind == CXCursor_FunctionTemplate ? clang_getTemplateCursorKind(cursor) : cursor.kind;
    return kind == CXCursor_CXXMethod || kind == CXCursor_ConversionFunction || kind == CXCursor_Destructor;
}

static bool lower_callee_call(struct lower *l, CXCursor cursor, CXCursor callee, struct want want, struct operand *result)
{
    CXCursor named = clang_getCursorReferenced(callee);
    CXCursor overloaded;
    if (names_overloads(l, callee, &overloaded)) {
        *result = lower_overloaded_call(l, cursor, callee, overloaded, want);
        return true;
    }
    if (callee.kind != CXCursor_MemberRefExpr)
        return false;
    if (named.kind == CXCursor_OverloadedDeclRef || cx_is_null(named)) {
        *result = lower_dependent_member(l, cursor, callee, want);
        return true;
    }
    if (!is_method(named))
        return false;
    *result = lower_method_call(l, cursor, callee, named, want);
    return true;
}

bool lower_cxx_call(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want, struct operand *result)
{
    CXCursor function = clang_getCursorReferenced(cursor), moved;
    if (!cx_is_null(function) && is_constructor(function)) {
        *result = lower_construct(l, cursor, function, want);
        return true;
    }
    if (is_move(l, cursor, &moved)) {
        *result = lower_value(l, moved);
        return true;
    }
    CXCursor callee = kids->count > 0 ? strip(l, kids->items[0]) : clang_getNullCursor();
    bool is_function = function.kind == CXCursor_CXXMethod || function.kind == CXCursor_FunctionDecl;
    /* a.operator=(b): named, and not the result of the same operator as in a << b << c */
    bool is_name = callee.kind == CXCursor_DeclRefExpr || callee.kind == CXCursor_MemberRefExpr;
    bool is_spelled = is_name && clang_equalCursors(clang_getCursorReferenced(callee), function);
    bool is_operator = is_function && !is_spelled && g_str_has_prefix(decl_of(l, function)->member, "operator");
    if (is_operator) {
        *result = lower_operator_call(l, cursor, function, want);
        return true;
    }
    if (kids->count == 0 || !clang_isExpression(callee.kind) || clang_Cursor_getNumArguments(cursor) == (int)kids->count) {
        struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type_of(l, cursor));
        construct_dependent(l, dst, kids, loc_of(l, cursor));
        *result = operand_place(dst);
        return true;
    }
    return lower_callee_call(l, cursor, callee, want, result);
}
