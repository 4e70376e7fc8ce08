/* lower_stmt.c: blocks, declarations, conditions, `if`, `return`. Loops, switches and jumps are in lower_loop.c. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

/* --- conditions ------------------------------------------------------------------------------------------------------- */

static bool is_pointer_like(const struct type *type)
{
    return type != NULL && (type->kind == TYPE_POINTER || type_is_smart_pointer(type));
}

void branch_on(struct lower *l, struct operand value, uint32_t on_true, uint32_t on_false, struct loc loc)
{
    struct body *body = l->context->body;
    bool is_known = value.kind == OPERAND_INT || value.kind == OPERAND_NULL || value.kind == OPERAND_FUNCTION ||
                    value.kind == OPERAND_ADDRESS || value.kind == OPERAND_STRING;
    if (is_known) {
        bool holds = value.kind == OPERAND_INT ? value.number != 0 : value.kind != OPERAND_NULL;
        body_goto(body, holds ? on_true : on_false, loc);
        return;
    }
    struct type *type = value.kind == OPERAND_PLACE ? value.place->type : value.type;
    struct condition condition = {.left = value, .operator= BINARY_NE };
    condition.right = is_pointer_like(type) ? operand_null(type) : operand_int(0, l->int_type);
    body_branch(body, condition, on_true, on_false, loc);
}

static void branch_on_comparison(struct lower *l, CXCursor cursor, enum binary_operator operator, uint32_t on_true,
                                 uint32_t on_false)
{
    struct cursors kids = children_of(l, cursor);
    struct loc loc = loc_of(l, cursor);
    struct condition condition = {.operator= operator};
    condition.left = lower_value(l, kids.items[0]);
    condition.right = lower_value(l, kids.items[1]);
    bool left_is_constant = condition.left.kind == OPERAND_INT || condition.left.kind == OPERAND_NULL;
    if (left_is_constant && condition.right.kind == OPERAND_PLACE) { /* NULL == p: the place to the left */
        static const enum binary_operator mirrored[] = {
            [BINARY_EQ] = BINARY_EQ, [BINARY_NE] = BINARY_NE, [BINARY_LT] = BINARY_GT,
            [BINARY_LE] = BINARY_GE, [BINARY_GT] = BINARY_LT, [BINARY_GE] = BINARY_LE};
        struct operand swap = condition.left;
        condition.left = condition.right;
        condition.right = swap;
        condition.operator= mirrored[operator];
    }
    body_branch(l->context->body, condition, on_true, on_false, loc);
}

static void lower_logical(struct lower *l, const struct cursors *kids, bool is_and, uint32_t on_true, uint32_t on_false)
{
    uint32_t second = body_block(l->context->body);
    lower_condition(l, kids->items[0], is_and ? second : on_true, is_and ? on_false : second);
    body_enter(l->context->body, second);
    bool outer = l->in_conditional;
    l->in_conditional = true;
    lower_condition(l, kids->items[1], on_true, on_false);
    l->in_conditional = outer;
}

/* __builtin_expect(x, 1) is x */
static bool is_expectation(CXCursor call)
{
    return call.kind == CXCursor_CallExpr && (cx_equals(clang_getCursorSpelling(call), "__builtin_expect") ||
                                              cx_equals(clang_getCursorSpelling(call), "__builtin_expect_with_probability"));
}

static void branch_on_value(struct lower *l, CXCursor cursor, uint32_t on_true, uint32_t on_false)
{
    struct operand value = lower_value(l, cursor);
    branch_on(l, value, on_true, on_false, loc_of(l, cursor));
}

void lower_condition(struct lower *l, CXCursor cursor, uint32_t on_true, uint32_t on_false)
{
    CXCursor inner = strip(l, cursor);
    enum binary_operator operator;
    if (macro_is_due(l, inner)) {
        branch_on_value(l, cursor, on_true, on_false);
        return;
    }
    if (inner.kind == CXCursor_UnaryOperator && clang_getCursorUnaryOperatorKind(inner) == CXUnaryOperator_LNot) {
        lower_condition(l, children_of(l, inner).items[0], on_false, on_true);
        return;
    }
    if (comparison_of(inner, &operator)) {
        branch_on_comparison(l, inner, operator, on_true, on_false);
        return;
    }
    struct condition condition;
    if (smart_comparison(l, inner, &condition)) {
        body_branch(l->context->body, condition, on_true, on_false, loc_of(l, inner));
        return;
    }
    if (is_expectation(inner)) {
        lower_condition(l, clang_Cursor_getArgument(inner, 0), on_true, on_false);
        return;
    }
    if (inner.kind == CXCursor_BinaryOperator) {
        enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(inner);
        struct cursors kids = children_of(l, inner);
        if (kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr) {
            lower_logical(l, &kids, kind == CXBinaryOperator_LAnd, on_true, on_false);
            return;
        }
        if (kind == CXBinaryOperator_Comma) {
            lower_expression(l, kids.items[0], (struct want){.unused = true});
            lower_condition(l, kids.items[1], on_true, on_false);
            return;
        }
    }
    branch_on_value(l, cursor, on_true, on_false);
}

/* --- statements ------------------------------------------------------------------------------------------------------- */

void lower_test(struct lower *l, CXCursor cursor, uint32_t on_true, uint32_t on_false)
{
    if (!l->module->is_cxx) {
        lower_condition(l, cursor, on_true, on_false);
        return;
    }
    struct body *body = l->context->body;
    struct loc loc = loc_of(l, cursor);
    guint depth = scope_depth(l);
    const uint32_t edges[] = {body_block(body), body_block(body)}, targets[] = {on_true, on_false};
    lower_condition(l, cursor, edges[0], edges[1]);
    for (int i = 0; i < 2; i++) {
        body_enter(body, edges[i]);
        scope_exit_to(l, depth, loc);
        body_goto(body, targets[i], loc);
    }
    scope_forget_to(l, depth);
}

void lower_discard(struct lower *l, CXCursor cursor)
{
    guint depth = scope_depth(l);
    lower_expression(l, cursor, (struct want){.unused = true});
    scope_pop_at(l, depth, cursor);
}

static void dispatch_statement(struct lower *l, CXCursor cursor)
{
    const struct cursor_row *row = cursor_row(cursor.kind);
    switch (row->role) {
    case ROLE_STATEMENT:
        row->statement(l, cursor);
        return;
    case ROLE_EXPRESSION:
    case ROLE_THROUGH:
        lower_discard(l, cursor);
        return;
    case ROLE_IGNORE:
        return;
    case ROLE_UNKNOWN:
        break;
    }
    if (clang_isDeclaration(cursor.kind)) {
        lower_declaration(l, cursor);
        return;
    }
    count_unlowered(l, cursor);
    struct cursors kids = children_of(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++)
        lower_statement(l, kids.items[i]);
}

void lower_statement(struct lower *l, CXCursor cursor)
{
    struct macro_use *use = macro_begin(l, cursor);
    dispatch_statement(l, cursor);
    if (use != NULL)
        macro_end(l, use, NULL, NULL);
}

/* A macro may expand to several statements in a row: they share one TERM_MACRO. */
static uint32_t lower_statements_of_macro(struct lower *l, const struct cursors *kids, uint32_t i, struct macro_use *use)
{
    dispatch_statement(l, kids->items[i]);
    while (i + 1 < kids->count && macro_covers(l, use, kids->items[i + 1]))
        dispatch_statement(l, kids->items[++i]);
    macro_end(l, use, NULL, NULL);
    return i;
}

struct operand lower_compound(struct lower *l, CXCursor cursor, const struct want *value)
{
    struct context *c = l->context;
    CXCursor outer = c->scope;
    c->scope = cursor;
    guint depth = scope_depth(l);
    struct cursors kids = children_of(l, cursor);
    struct operand result = operand_none(l->void_type);
    for (uint32_t i = 0; i < kids.count; i++) {
        const struct cursor_row *row = cursor_row(kids.items[i].kind);
        bool is_value = value != NULL && i + 1 == kids.count && (row->role == ROLE_EXPRESSION || row->role == ROLE_THROUGH);
        if (is_value) {
            result = lower_expression(l, kids.items[i], *value);
            continue;
        }
        struct macro_use *use = macro_begin(l, kids.items[i]);
        if (use != NULL)
            i = lower_statements_of_macro(l, &kids, i, use);
        else
            dispatch_statement(l, kids.items[i]);
    }
    bool is_elsewhere = value != NULL && result.place != value->into;
    if (is_elsewhere && scope_depth(l) > depth)
        result = snapshot(l, result, loc_of(l, cursor));
    if (scope_depth(l) > depth)
        scope_pop_to(l, depth, loc_at(l, clang_getRangeEnd(clang_getCursorExtent(cursor))));
    c->scope = outer;
    return result;
}

void lower_compound_statement(struct lower *l, CXCursor cursor)
{
    lower_compound(l, cursor, NULL);
}

/* --- declarations in functions -----------------------------------------------------------------------------------------------
 */

static CXCursor initialiser_of(struct lower *l, CXCursor variable)
{
    if (variable.kind == CXCursor_VarDecl)
        return clang_Cursor_getVarDeclInitializer(variable);
    struct cursors kids = children_of(l, variable); /* auto [a, b] = …: the bindings come first */
    bool has_value = kids.count > 0 && clang_isExpression(kids.items[kids.count - 1].kind);
    return has_value ? kids.items[kids.count - 1] : clang_getNullCursor();
}

static void initialise(struct lower *l, CXCursor cursor, struct place *place)
{
    struct loc loc = loc_of(l, cursor);
    CXCursor initialiser = initialiser_of(l, cursor);
    if (cx_is_null(initialiser)) {
        struct instr *instr = body_append(l->context->body, OP_INIT, loc);
        instr->dst = place;
        instr->type = place->type;
        return;
    }
    guint depth = scope_depth(l);
    if (place->type->kind == TYPE_REFERENCE) {
        struct operand value = lower_value(l, initialiser);
        struct operand address = address_of(l, value, loc);
        emit_copy(l, place, address, loc);
        depth = scope_extend(l, depth, &address);
    } else if (l->in_template && is_unresolved_list(initialiser)) {
        struct cursors values = children_of(l, initialiser);
        construct_dependent(l, place, &values, loc);
    } else {
        lower_into(l, initialiser, place);
    }
    scope_pop_to(l, depth, loc);
}

void lower_local(struct lower *l, CXCursor cursor)
{
    struct context *c = l->context;
    bool is_plain = cursor.kind == CXCursor_VarDecl;
    if (is_plain && clang_Cursor_hasVarDeclGlobalStorage(cursor) == 1) {
        bool is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static || clang_getCursorTLSKind(cursor) != CXTLS_None;
        if (is_static)
            lower_static_variable(l, cursor, STORAGE_LOCAL_STATIC, c->function->id);
        return;
    }
    struct type *type = type_of(l, cursor);
    const char *name = is_plain ? cx_intern(l->strings, clang_getCursorSpelling(cursor)) : NULL;
    uint32_t index = body_local(c->body, name != NULL && name[0] != '\0' ? name : NULL, type, loc_of(l, cursor));
    struct place *place = place_root(l->arena, ROOT_LOCAL, index, type);
    g_hash_table_insert(c->variables, (gpointer)cx_decl_key(cursor), place);
    initialise(l, cursor, place);
    lower_bindings(l, cursor, place);
    scope_push_variable(l, cursor, place);
}

void lower_decl_statement(struct lower *l, CXCursor cursor)
{
    struct cursors kids = children_of(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++) {
        if (kids.items[i].kind == CXCursor_VarDecl || cursor_is_decomposition(l, kids.items[i]))
            lower_local(l, kids.items[i]);
        else
            dispatch_statement(l, kids.items[i]);
    }
}

/* --- if, return, asm -------------------------------------------------------------------------------------------------- */

/* Whether a `;` stands between two cursors: `if (init; condition)`. */
static bool has_semicolon_between(struct lower *l, CXCursor first, CXCursor second)
{
    unsigned from, to, end = 0;
    size_t length;
    const char *text = text_at(l, first, &from, &length);
    if (text == NULL || text_at(l, second, &to, &length) == NULL)
        return false;
    clang_getExpansionLocation(clang_getRangeEnd(clang_getCursorExtent(first)), NULL, NULL, NULL, &end);
    for (unsigned i = end; i < to && i < length; i++)
        if (text[i] == ';')
            return true;
        else if (text[i] == ')' || text[i] == '{')
            return false;
    return false;
}

/* Lowers what stands before the condition of `if`, `switch`, `while`; returns the condition's position. */
uint32_t lower_head(struct lower *l, const struct cursors *kids)
{
    uint32_t i = 0;
    if (kids->count > 1 && kids->items[i].kind == CXCursor_DeclStmt) {
        lower_statement(l, kids->items[i++]);
    } else if (kids->count > 2 && clang_isExpression(kids->items[i].kind) && l->module->is_cxx &&
               has_semicolon_between(l, kids->items[0], kids->items[1])) {
        lower_statement(l, kids->items[i++]);
    }
    if (i < kids->count && (kids->items[i].kind == CXCursor_VarDecl || cursor_is_decomposition(l, kids->items[i])))
        lower_local(l, kids->items[i++]);
    return i;
}

static void lower_branch(struct lower *l, CXCursor cursor, uint32_t block, uint32_t after)
{
    struct body *body = l->context->body;
    body_enter(body, block);
    guint depth = scope_depth(l);
    lower_statement(l, cursor);
    scope_pop_at(l, depth, cursor);
    if (body_is_open(body))
        body_goto(body, after, loc_of(l, cursor));
}

void lower_if(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    guint depth = scope_depth(l);
    uint32_t i = lower_head(l, &kids);
    if (i + 1 >= kids.count)
        return;
    uint32_t yes = body_block(body), no = body_block(body);
    bool has_else = i + 2 < kids.count;
    uint32_t after = has_else ? body_block(body) : no;
    lower_test(l, kids.items[i], yes, no);
    lower_branch(l, kids.items[i + 1], yes, after);
    if (has_else)
        lower_branch(l, kids.items[i + 2], no, after);
    body_enter(body, after);
    scope_pop_at(l, depth, cursor);
}

void lower_return(struct lower *l, CXCursor cursor)
{
    struct context *c = l->context;
    struct loc loc = loc_of(l, cursor);
    struct cursors kids = children_of(l, cursor);
    struct operand value = operand_none(NULL);
    guint depth = scope_depth(l);
    struct type *result = c->function->result;
    if (kids.count > 0 && result->kind == TYPE_REFERENCE) {
        value = address_of(l, lower_value(l, kids.items[0]), loc);
    } else if (kids.count > 0 && result->kind == TYPE_RECORD) {
        struct place *temp = fresh_temp(l, result);
        lower_into(l, kids.items[0], temp);
        value = operand_place(temp);
    } else if (kids.count > 0) {
        value = lower_expression(l, kids.items[0], (struct want){.unused = result->kind == TYPE_VOID});
        if (scope_depth(l) > 0)
            value = snapshot(l, value, loc);
    }
    scope_pop_to(l, depth, loc);
    scope_exit_to(l, 0, loc);
    body_terminate(c->body, TERM_RETURN, NULL, 0, loc);
    if (result->kind != TYPE_VOID)
        body_terminator(c->body, c->body->current)->value = value;
}

/* Operands are evaluated; libclang hides which of them are written, and the labels of asm goto. */
void lower_asm(struct lower *l, CXCursor cursor)
{
    struct cursors kids = children_of(l, cursor);
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    for (uint32_t i = 0; i < kids.count; i++) {
        if (!clang_isExpression(kids.items[i].kind))
            continue;
        struct operand value = lower_value(l, kids.items[i]);
        g_array_append_val(args, value);
    }
    struct loc loc = loc_of(l, cursor);
    struct instr *instr = body_append(l->context->body, OP_OTHER, loc);
    instr_set_args(l->arena, instr, (const struct operand *)(const void *)args->data, args->len);
    g_array_free(args, TRUE);
}

/* [[fallthrough]]; and other attributed statements wrap one statement; coroutine parts are in lower_cxx.c. */
void lower_unexposed_statement(struct lower *l, CXCursor cursor)
{
    if (lower_coroutine_statement(l, cursor))
        return;
    struct cursors kids = children_of(l, cursor);
    bool is_wrapper = kids.count > 0 && !clang_isDeclaration(kids.items[kids.count - 1].kind);
    if (kids.count == 0 || !is_wrapper)
        count_unlowered(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++)
        if (!clang_isAttribute(kids.items[i].kind))
            lower_statement(l, kids.items[i]);
}
