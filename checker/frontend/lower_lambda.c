/* lower_lambda.c: closures. A lambda's body is a function of its own; OP_CLOSURE in the enclosing function tells what it
 * captures. libclang lists explicit captures (VariableRef) before their initialisers; what `[&]`, `[=]` capture shows only by
 * use, so those captures are made when the body names a variable of the function around. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

/* --- captures by use -------------------------------------------------------------------------------------------------- */

static struct place *capture_root(struct lower *l, struct context *c, const struct capture *capture)
{
    uint32_t index = c->captures->len;
    g_array_append_vals(c->captures, capture, 1);
    if (capture->kind == CAPTURE_COPY || capture->kind == CAPTURE_THIS_COPY)
        return place_root(l->arena, ROOT_CAPTURE, index, capture->type);
    struct type *pointer = builder_pointer_to(l->builder, capture->type);
    return place_deref(l->arena, place_root(l->arena, ROOT_CAPTURE, index, pointer), capture->type);
}

static bool is_closure(const struct context *c)
{
    return c != NULL && (c->function->flags & FUNCTION_CLOSURE) && c->parent != NULL;
}

struct place *captured_variable(struct lower *l, struct context *c, CXCursor declaration)
{
    if (!is_closure(c))
        return NULL;
    struct place *outer = g_hash_table_lookup(c->parent->variables, cx_decl_key(declaration));
    if (outer == NULL)
        outer = captured_variable(l, c->parent, declaration);
    if (outer == NULL)
        return NULL;
    if (outer->type->kind == TYPE_REFERENCE)
        outer = place_deref(l->arena, outer, outer->type->target);
    struct capture capture = {.kind = c->default_capture == '=' ? CAPTURE_COPY : CAPTURE_REFERENCE,
                              .name = cx_intern(l->strings, clang_getCursorSpelling(declaration)),
                              .type = outer->type};
    capture.value = capture.kind == CAPTURE_COPY ? operand_place(outer) : address_of(l, operand_place(outer), (struct loc){0});
    struct place *place = capture_root(l, c, &capture);
    g_hash_table_insert(c->variables, (gpointer)cx_decl_key(declaration), place);
    return place;
}

static struct operand this_of(struct lower *l, struct context *c)
{
    if (c->self != NULL)
        return operand_address(c->self, builder_pointer_to(l->builder, c->self->type));
    if (c->function->flags & FUNCTION_METHOD)
        return operand_place(place_root(l->arena, ROOT_THIS, 0, builder_pointer_to(l->builder, c->this_type)));
    if (!is_closure(c))
        return operand_none(l->unknown);
    if (c->this_capture < 0) {
        struct operand outer = this_of(l, c->parent);
        if (outer.kind == OPERAND_NONE)
            return outer;
        struct capture capture = {.kind = c->this_by_copy ? CAPTURE_THIS_COPY : CAPTURE_THIS, .name = intern(l->strings, "this")};
        capture.type = c->this_by_copy ? c->this_type : builder_pointer_to(l->builder, c->this_type);
        capture.value = c->this_by_copy ? operand_place(pointee_of(l, outer, c->this_type, c->function->loc)) : outer;
        c->this_capture = (int)c->captures->len;
        g_array_append_val(c->captures, capture);
    }
    struct place *root = place_root(l->arena, ROOT_CAPTURE, (uint32_t)c->this_capture,
                                    g_array_index(c->captures, struct capture, c->this_capture).type);
    return c->this_by_copy ? operand_address(root, builder_pointer_to(l->builder, c->this_type)) : operand_place(root);
}

struct operand this_operand(struct lower *l)
{
    return this_of(l, l->context);
}

struct operand lower_this(struct lower *l, CXCursor cursor, struct want want)
{
    (void)cursor;
    (void)want;
    return this_operand(l);
}

/* --- the introducer --------------------------------------------------------------------------------------------------- */

struct introducer {
    char by_default; /* '&', '=' or 0 */
    bool has_this, has_this_copy;
};

static void read_item(const char *from, const char *to, struct introducer *in)
{
    while (from < to && g_ascii_isspace(*from))
        from++;
    while (to > from && g_ascii_isspace(to[-1]))
        to--;
    size_t length = (size_t)(to - from);
    if (length == 1 && (*from == '&' || *from == '='))
        in->by_default = *from;
    in->has_this |= length == 4 && strncmp(from, "this", 4) == 0;
    in->has_this_copy |= length == 5 && strncmp(from, "*this", 5) == 0;
}

/* [&, this, x = f(a, b)] */
static struct introducer read_introducer(struct lower *l, CXCursor lambda)
{
    struct introducer in = {0};
    unsigned from;
    size_t length;
    const char *text = text_at(l, lambda, &from, &length);
    if (text == NULL || from >= length || text[from] != '[') {
        in.by_default = '&'; /* written in a macro */
        return in;
    }
    int depth = 0;
    size_t item = from + 1;
    for (size_t i = from; i < length; i++) {
        char c = text[i];
        if (c == '[' || c == '(' || c == '{')
            depth++;
        bool ends = c == ']' && depth == 1;
        if (ends || (c == ',' && depth == 1)) {
            read_item(text + item, text + i, &in);
            item = i + 1;
        }
        if (ends)
            break;
        if (c == ']' || c == ')' || c == '}')
            depth--;
    }
    return in;
}

/* [&x] rather than [x] */
static bool is_by_reference(struct lower *l, CXCursor reference)
{
    unsigned at;
    size_t length;
    const char *text = text_at(l, reference, &at, &length);
    if (text == NULL)
        return false;
    while (at > 0 && g_ascii_isspace(text[at - 1]))
        at--;
    return at > 0 && text[at - 1] == '&';
}

/* --- explicit captures ------------------------------------------------------------------------------------------------ */

struct explicit_capture {
    CXCursor declaration;
    struct capture capture;
};

static struct type *captured_type(struct lower *l, CXCursor declaration, const struct operand *value)
{
    struct type *type = type_strip(lower_type(l, clang_getCursorType(declaration)));
    return type->kind == TYPE_UNKNOWN && value->kind == OPERAND_PLACE ? value->place->type : type;
}

static struct capture lower_capture(struct lower *l, CXCursor reference, CXCursor declaration, const struct cursors *kids,
                                    uint32_t *next)
{
    bool is_init = offset_of(declaration) == offset_of(reference);
    bool by_reference = is_by_reference(l, reference);
    struct capture capture = {.kind = by_reference ? CAPTURE_REFERENCE : CAPTURE_COPY,
                              .name = cx_intern(l->strings, clang_getCursorSpelling(reference))};
    struct loc loc = loc_of(l, reference);
    while (*next < kids->count && !clang_isExpression(kids->items[*next].kind))
        (*next)++;
    if (is_init) {
        CXCursor expression = clang_Cursor_getVarDeclInitializer(declaration);
        if (!cx_is_null(expression))
            capture.value = by_reference ? address_of(l, lower_value(l, expression), loc)
                                         : lower_argument(l, expression, (CXType){.kind = CXType_Invalid});
        capture.type = captured_type(l, declaration, &capture.value);
        return capture;
    }
    bool has_expression = *next < kids->count;
    bool same = has_expression && clang_equalCursors(clang_getCursorReferenced(strip(l, kids->items[*next])), declaration);
    struct operand value;
    if (has_expression && same) {
        CXCursor expression = kids->items[(*next)++];
        value = by_reference ? lower_value(l, expression) : lower_argument(l, expression, (CXType){.kind = CXType_Invalid});
    } else {
        value = declared_operand(l, declaration, reference);
    }
    capture.value = by_reference && value.kind != OPERAND_NONE ? address_of(l, value, loc) : value;
    capture.type = captured_type(l, declaration, &value);
    return capture;
}

static GArray *lower_captures(struct lower *l, const struct cursors *kids)
{
    GArray *captures = g_array_new(FALSE, TRUE, sizeof(struct explicit_capture));
    uint32_t next = 0;
    for (uint32_t i = 0; i < kids->count; i++) {
        if (kids->items[i].kind != CXCursor_VariableRef)
            continue;
        struct explicit_capture item = {.declaration = clang_getCursorReferenced(kids->items[i])};
        item.capture = lower_capture(l, kids->items[i], item.declaration, kids, &next);
        g_array_append_val(captures, item);
    }
    return captures;
}

/* --- the closure ------------------------------------------------------------------------------------------------------ */

static struct type *result_of_closure(struct lower *l, CXCursor class)
{
    struct cursors kids = children_of(l, class);
    for (uint32_t i = 0; i < kids.count; i++)
        if (kids.items[i].kind == CXCursor_CXXMethod && cx_equals(clang_getCursorSpelling(kids.items[i]), "operator()"))
            return lower_type(l, clang_getResultType(clang_getCursorType(kids.items[i])));
    return l->unknown;
}

static struct function *closure_function(struct lower *l, CXCursor cursor, CXCursor class)
{
    struct function *around = l->context->function;
    struct function *function = arena_new_item(l->arena, struct function);
    uint32_t number = ++l->context->lambdas;
    function->id = intern_printf(l->strings, "%s@lambda@%u", around->id, number);
    function->display = intern_printf(l->strings, "lambda %u in %s", number, around->display);
    function->name = function->display;
    function->loc = loc_of(l, cursor);
    function->end = loc_at(l, clang_getRangeEnd(clang_getCursorExtent(cursor)));
    function->flags = FUNCTION_CLOSURE | FUNCTION_INTERNAL;
    function->parent = around->id;
    function->result = result_of_closure(l, class);
    return function;
}

static void enter_captures(struct lower *l, struct context *c, const GArray *captures, const struct introducer *in)
{
    c->default_capture = in->by_default;
    c->this_by_copy = in->has_this_copy;
    c->this_type = c->parent->this_type;
    for (guint i = 0; i < captures->len; i++) {
        const struct explicit_capture *item = &g_array_index(captures, struct explicit_capture, i);
        struct place *place = capture_root(l, c, &item->capture);
        g_hash_table_insert(c->variables, (gpointer)cx_decl_key(item->declaration), place);
    }
    if (in->has_this || in->has_this_copy)
        this_of(l, c);
}

static struct closure *close_function(struct lower *l, struct context *c)
{
    struct closure *closure = arena_new_item(l->arena, struct closure);
    closure->function = c->function->id;
    closure->capture_count = c->captures->len;
    if (c->captures->len == 0)
        return closure;
    closure->captures = arena_copy(l->arena, c->captures->data, sizeof(struct capture) * c->captures->len);
    c->function->captures = arena_copy(l->arena, c->captures->data, sizeof(struct capture) * c->captures->len);
    c->function->capture_count = c->captures->len;
    for (uint32_t i = 0; i < c->function->capture_count; i++)
        c->function->captures[i].value = operand_none(NULL);
    return closure;
}

struct operand lower_lambda(struct lower *l, CXCursor cursor, struct want want)
{
    CXCursor class = clang_getTypeDeclaration(clang_getCursorType(cursor));
    struct cursors kids = children_of(l, cursor);
    struct introducer in = read_introducer(l, cursor);
    GArray *captures = lower_captures(l, &kids);
    struct function *function = closure_function(l, cursor, class);
    g_hash_table_insert(l->closures, (gpointer)cx_decl_key(class), (gpointer)function->id);
    struct context *c = context_push(l, function);
    enter_captures(l, c, captures, &in);
    g_array_free(captures, TRUE);
    lower_parameters(l, &kids, function);
    for (uint32_t i = kids.count; i > 0; i--) {
        if (!clang_isStatement(kids.items[i - 1].kind))
            continue;
        lower_statement(l, kids.items[i - 1]);
        break;
    }
    if (body_is_open(c->body))
        body_terminate(c->body, TERM_RETURN, NULL, 0, function->end);
    struct closure *closure = close_function(l, c);
    context_pop(l, true);
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type_of(l, cursor));
    struct instr *instr = body_append(l->context->body, OP_CLOSURE, loc_of(l, cursor));
    instr->dst = dst;
    instr->closure = closure;
    if (want.into == NULL)
        scope_push_temporary(l, dst, clang_getCursorType(cursor), cursor);
    return operand_place(dst);
}
