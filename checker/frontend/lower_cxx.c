/* lower_cxx.c: new and delete, exceptions, range-for, structured bindings, coroutines, and what templates hide. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

/* --- what libclang does not spell in templates --------------------------------------------------------------------------------
 */

struct type *smart_target(struct lower *l, const struct type *smart)
{
    return smart->arg_count > 0 ? smart->args[0] : l->unknown;
}

/* Text of the member expression's file and the offset just after the member's name; NULL in macros. */
static const char *member_text(struct lower *l, CXCursor member, unsigned *name_begin, unsigned *name_end)
{
    unsigned begin, end;
    size_t length;
    const char *text = text_at(l, member, &begin, &length);
    CXSourceLocation last = clang_getRangeEnd(clang_getCursorExtent(member));
    clang_getExpansionLocation(last, NULL, NULL, NULL, &end);
    if (text == NULL || cx_location_in_macro(last) || end > length)
        return NULL;
    if (end > begin && text[end - 1] == '>') { /* v.get<T> */
        int depth = 0;
        do {
            end--;
            depth += text[end] == '>' ? 1 : text[end] == '<' ? -1 : 0;
        } while (end > begin && depth > 0);
    }
    while (end > begin && g_ascii_isspace(text[end - 1]))
        end--;
    unsigned from = end;
    while (from > begin && (g_ascii_isalnum(text[from - 1]) || text[from - 1] == '_'))
        from--;
    *name_begin = from;
    *name_end = end;
    return from < end ? text : NULL;
}

const char *member_token(struct lower *l, CXCursor member)
{
    CXString spelling = clang_getCursorSpelling(member);
    const char *name = clang_getCString(spelling);
    const char *known = name != NULL && name[0] != '\0' ? intern(l->strings, name) : NULL;
    clang_disposeString(spelling);
    unsigned begin, end;
    const char *text = known == NULL ? member_text(l, member, &begin, &end) : NULL;
    return text == NULL ? known : intern_bytes(l->strings, text + begin, end - begin);
}

bool member_is_arrow(struct lower *l, CXCursor member)
{
    unsigned begin, end;
    const char *text = member_text(l, member, &begin, &end);
    while (text != NULL && begin > 0 && g_ascii_isspace(text[begin - 1]))
        begin--;
    return text != NULL && begin > 1 && text[begin - 1] == '>' && text[begin - 2] == '-';
}

struct operand lower_overloaded(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    if (clang_getNumOverloadedDecls(cursor) == 1)
        return declared_operand(l, clang_getOverloadedDecl(cursor, 0), cursor);
    return operand_none(type_of(l, cursor));
}

struct operand lower_pack(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    return kids.count == 0 ? operand_none(l->unknown) : lower_expression(l, kids.items[0], want);
}

struct operand lower_dynamic_cast(struct lower *l, CXCursor cursor, struct want want)
{
    struct operand value = lower_cast(l, cursor, (struct want){0});
    struct type *type = type_of(l, cursor);
    if (type->kind != TYPE_POINTER || value.kind == OPERAND_NULL)
        return value;
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type); /* may be null even when the operand is not */
    struct instr *instr = body_append(l->context->body, OP_OTHER, loc_of(l, cursor));
    instr->dst = dst;
    instr_set_args(l->arena, instr, &value, 1);
    return operand_place(dst);
}

/* --- new and delete --------------------------------------------------------------------------------------------------- */

static bool is_construction(CXCursor kid)
{
    CXCursor referenced = clang_getCursorReferenced(kid);
    return kid.kind == CXCursor_CallExpr && (referenced.kind == CXCursor_Constructor || cx_is_null(referenced));
}

static bool is_placement(struct lower *l, CXCursor kid)
{
    struct type *type = type_of(l, kid);
    return type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY;
}

/* (a, b) after a type that depends on a template parameter */
bool is_unresolved_list(CXCursor kid)
{
    enum CXTypeKind kind = clang_getCursorType(kid).kind;
    return kid.kind == CXCursor_UnexposedExpr && (kind == CXType_Void || kind == CXType_Invalid);
}

/* new (place) T[count] (arguments): placement arguments come first, then the type, the count, the construction. */
struct operand lower_new(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    struct cursors kids = children_of(l, cursor);
    struct type *type = type_of(l, cursor);
    struct type *object = type->target == NULL ? l->unknown : type->target;
    struct loc loc = loc_of(l, cursor);
    struct operand placement = operand_none(NULL);
    CXCursor initialiser = clang_getNullCursor();
    bool seen_type = false;
    for (uint32_t i = 0; i < kids.count; i++) {
        CXCursor kid = kids.items[i];
        seen_type |= kid.kind == CXCursor_TypeRef || kid.kind == CXCursor_TemplateRef;
        if (!clang_isExpression(kid.kind))
            continue;
        bool is_last = i + 1 == kids.count;
        if (is_last &&
            (is_unresolved_list(kid) || is_construction(kid) || kid.kind == CXCursor_InitListExpr || type_of(l, kid) == object))
            initialiser = kid;
        else if (!seen_type && i == 0 && is_placement(l, kid))
            placement = lower_value(l, kid);
        else
            lower_value(l, kid);
    }
    struct place *pointer = fresh_temp(l, type);
    struct instr *instr = body_append(l->context->body, OP_ALLOC, loc);
    instr->dst = pointer;
    instr->type = object;
    if (placement.kind != OPERAND_NONE)
        instr_set_args(l->arena, instr, &placement, 1);
    struct place *made = place_deref(l->arena, pointer, object);
    if (!cx_is_null(initialiser) && is_unresolved_list(initialiser)) {
        struct cursors values = children_of(l, initialiser);
        construct_dependent(l, made, &values, loc);
    } else if (!cx_is_null(initialiser)) {
        lower_into(l, initialiser, made);
    }
    return operand_place(pointer);
}

struct operand lower_delete(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    struct cursors kids = children_of(l, cursor);
    if (kids.count == 0)
        return operand_none(l->void_type);
    struct operand pointer = lower_value(l, kids.items[0]);
    CXType type = clang_getPointeeType(clang_getCanonicalType(clang_getCursorType(kids.items[0])));
    struct call *call = destructor_call(l, type, NULL);
    if (call != NULL)
        call->receiver = pointer;
    struct instr *instr = body_append(l->context->body, OP_DELETE, loc_of(l, cursor));
    instr->type = lower_type(l, type);
    instr->call = call;
    instr_set_args(l->arena, instr, &pointer, 1);
    return operand_none(l->void_type);
}

/* --- exceptions ------------------------------------------------------------------------------------------------------- */

struct operand lower_throw(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    struct loc loc = loc_of(l, cursor);
    struct operand value = operand_none(NULL);
    if (kids.count > 0 && type_of(l, kids.items[0])->kind == TYPE_RECORD) {
        struct place *exception = fresh_temp(l, type_of(l, kids.items[0]));
        lower_into(l, kids.items[0], exception);
        value = operand_place(exception);
    } else if (kids.count > 0) {
        value = lower_value(l, kids.items[0]);
    }
    body_set_unwind(body, scope_landing(l));
    body_terminate(body, TERM_THROW, NULL, 0, loc);
    body_terminator(body, body->current)->value = value;
    return operand_none(l->void_type);
}

/* One handler: its block starts with OP_CATCH. */
static void lower_catch(struct lower *l, CXCursor handler, uint32_t block, uint32_t after, bool *catches_all)
{
    struct context *c = l->context;
    struct cursors kids = children_of(l, handler);
    guint depth = scope_depth(l);
    body_enter(c->body, block);
    struct instr *instr = body_append(c->body, OP_CATCH, loc_of(l, handler));
    *catches_all = true;
    for (uint32_t i = 0; i < kids.count; i++) {
        CXCursor kid = kids.items[i];
        if (kid.kind == CXCursor_VarDecl) {
            struct type *type = type_of(l, kid);
            const char *name = cx_intern(l->strings, clang_getCursorSpelling(kid));
            uint32_t index = body_local(c->body, name != NULL && name[0] != '\0' ? name : NULL, type, loc_of(l, kid));
            struct place *place = place_root(l->arena, ROOT_LOCAL, index, type);
            g_hash_table_insert(c->variables, (gpointer)cx_decl_key(kid), place);
            instr->dst = place;
            instr->type = type_strip(type);
            *catches_all = false;
            scope_push_variable(l, kid, place);
        } else if (clang_isStatement(kid.kind)) {
            lower_statement(l, kid);
        }
    }
    scope_pop_at(l, depth, handler);
    if (body_is_open(c->body))
        body_goto(c->body, after, loc_of(l, handler));
}

/* try { A } catch (E) { B }: A's calls unwind to a block that chooses a handler, or passes the exception on. */
void lower_try(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    struct loc loc = loc_of(l, cursor);
    uint32_t dispatch = body_block(body), after = body_block(body);
    guint depth = scope_depth(l);
    struct cleanup entry = {.loc = loc, .landing = dispatch, .at = cursor, .scope = l->context->scope};
    g_array_append_val(l->context->cleanups, entry);
    if (kids.count > 0)
        lower_statement(l, kids.items[0]);
    scope_forget_to(l, depth);
    if (body_is_open(body))
        body_goto(body, after, loc);
    GArray *handlers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool catches_all = false;
    for (uint32_t i = 1; i < kids.count; i++) {
        uint32_t block = body_block(body);
        lower_catch(l, kids.items[i], block, after, &catches_all);
        g_array_append_val(handlers, block);
    }
    if (!catches_all) {
        uint32_t outer = scope_landing(l), on = body_block(body);
        body_enter(body, on);
        if (outer == NO_BLOCK)
            body_terminate(body, TERM_RESUME, NULL, 0, loc);
        else
            body_goto(body, outer, loc);
        g_array_append_val(handlers, on);
    }
    body_enter(body, dispatch);
    body_terminate(body, TERM_CHOICE, (const uint32_t *)(const void *)handlers->data, handlers->len, loc);
    g_array_free(handlers, TRUE);
    body_enter(body, after);
}

/* --- structured bindings ---------------------------------------------------------------------------------------------- */

bool cursor_is_decomposition(struct lower *l, CXCursor cursor)
{
    if (!l->module->is_cxx || cursor.kind != CXCursor_UnexposedDecl)
        return false;
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(spelling);
    bool found = text != NULL && text[0] == '[';
    clang_disposeString(spelling);
    return found;
}

static enum CXVisitorResult note_field(CXCursor field, CXClientData data)
{
    g_array_append_val((GArray *)data, field);
    return CXVisit_Continue;
}

/* auto &[key, value] = pair: key is (pair).first, value (pair).second; of tuples and arrays the elements. */
void lower_bindings(struct lower *l, CXCursor variable, struct place *place)
{
    if (!cursor_is_decomposition(l, variable))
        return;
    if (place->type->kind == TYPE_REFERENCE)
        place = place_deref(l->arena, place, place->type->target);
    CXType type = clang_getCanonicalType(clang_getCursorType(variable));
    if (type.kind == CXType_LValueReference || type.kind == CXType_RValueReference)
        type = clang_getCanonicalType(clang_getPointeeType(type));
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    if (type.kind == CXType_Record)
        clang_Type_visitFields(type, note_field, fields);
    struct cursors kids = children_of(l, variable);
    bool is_tuple = place->type->name != NULL && strcmp(place->type->name, "std::tuple") == 0;
    uint32_t index = 0;
    for (uint32_t i = 0; i < kids.count; i++) {
        if (kids.items[i].kind != CXCursor_UnexposedDecl)
            continue;
        struct type *bound = type_strip(type_of(l, kids.items[i]));
        struct place *part = index < fields->len && !is_tuple
                                 ? field_place(l, place, g_array_index(fields, CXCursor, index))
                                 : place_element(l->arena, place, operand_int(index, l->int_type), bound);
        g_hash_table_insert(l->context->variables, (gpointer)cx_decl_key(kids.items[i]), part);
        index++;
    }
    g_array_free(fields, TRUE);
}

/* --- range-for -------------------------------------------------------------------------------------------------------- */

struct range_parts {
    CXCursor variable, range, body;
};

static bool split_range_for(struct lower *l, const struct cursors *kids, struct range_parts *parts)
{
    bool found = false;
    for (uint32_t i = 0; i + 1 < kids->count; i++) {
        if (kids->items[i].kind == CXCursor_DeclStmt) { /* for (init; x : range) */
            lower_statement(l, kids->items[i]);
        } else if (kids->items[i].kind == CXCursor_VarDecl || cursor_is_decomposition(l, kids->items[i])) {
            parts->variable = kids->items[i];
            parts->range = kids->items[i + 1];
            found = i + 2 < kids->count;
        }
    }
    parts->body = kids->count > 0 ? kids->items[kids->count - 1] : clang_getNullCursor();
    return found;
}

static void bind_element(struct lower *l, CXCursor variable, struct place *range, struct loc loc)
{
    struct context *c = l->context;
    struct type *type = type_of(l, variable);
    bool is_named = variable.kind == CXCursor_VarDecl;
    const char *name = is_named ? cx_intern(l->strings, clang_getCursorSpelling(variable)) : NULL;
    struct place *local = place_root(l->arena, ROOT_LOCAL, body_local(c->body, name, type, loc), type);
    struct place *element = place_element(l->arena, range, operand_none(NULL), type_strip(type));
    g_hash_table_insert(c->variables, (gpointer)cx_decl_key(variable), local);
    if (type->kind == TYPE_REFERENCE)
        emit_copy(l, local, operand_address(element, builder_pointer_to(l->builder, element->type)), loc);
    else
        emit_copy(l, local, operand_place(element), loc);
    lower_bindings(l, variable, local);
    scope_push_variable(l, variable, local);
}

/* for (auto &c : conns) B:  head: choice -> inside, after;  inside: c = &conns[*]; B; goto head */
void lower_range_for(struct lower *l, CXCursor cursor)
{
    struct body *body = l->context->body;
    struct cursors kids = children_of(l, cursor);
    struct range_parts parts;
    guint outer = scope_depth(l);
    struct loc loc = loc_of(l, cursor);
    if (!split_range_for(l, &kids, &parts)) {
        count_unlowered(l, cursor);
        return;
    }
    struct place *range = place_of(l, lower_value(l, parts.range), loc);
    uint32_t head = body_block(body), inside = body_block(body), after = body_block(body);
    body_goto(body, head, loc);
    body_enter(body, head);
    const uint32_t succs[] = {inside, after};
    body_terminate(body, TERM_CHOICE, succs, 2, loc);
    body_enter(body, inside);
    jump_push(l, after, head);
    guint depth = scope_depth(l);
    bind_element(l, parts.variable, range, loc);
    lower_statement(l, parts.body);
    scope_pop_to(l, depth, loc);
    jump_pop(l);
    if (body_is_open(body))
        body_goto(body, head, loc);
    body_enter(body, after);
    scope_pop_to(l, outer, loc);
}

/* --- coroutines ------------------------------------------------------------------------------------------------------- */

/* co_await e, co_yield e: libclang shows e (or the call of yield_value), then the calls that the compiler makes of it; the last
 * is await_resume. One call stands for them all. */
static bool lower_suspension(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want,
                             struct operand *result)
{
    if (kids->count < 4)
        return false;
    CXCursor last = kids->items[kids->count - 1];
    if (last.kind != CXCursor_CallExpr || !cx_equals(clang_getCursorSpelling(last), "await_resume"))
        return false;
    struct loc loc = loc_of(l, cursor);
    struct place *awaited = place_of(l, lower_value(l, kids->items[0]), loc);
    CXCursor method = clang_getCursorReferenced(last);
    struct call *call = call_new(l, method);
    call->flags |= CALL_AWAIT;
    call->receiver = address_of(l, operand_place(awaited), loc);
    call->receiver_type = awaited->type;
    GArray *none = g_array_new(FALSE, FALSE, sizeof(struct operand));
    *result = call_result(l, last, call, clang_getResultType(clang_getCursorType(method)), none, want);
    g_array_free(none, TRUE);
    l->context->function->flags |= FUNCTION_COROUTINE;
    return true;
}

bool lower_unexposed_cxx(struct lower *l, CXCursor cursor, const struct cursors *kids, struct want want, struct operand *result)
{
    if (!l->module->is_cxx)
        return false;
    if (lower_suspension(l, cursor, kids, want, result))
        return true;
    if (kids->count == 2 && clang_isExpression(kids->items[0].kind) && kids->items[1].kind == CXCursor_OverloadedDeclRef) {
        *result = lower_await(l, cursor, want); /* co_await of a dependent type */
        return true;
    }
    return false;
}

struct operand lower_await(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    struct loc loc = loc_of(l, cursor);
    struct call *call = arena_new_item(l->arena, struct call);
    call->name = call->member = intern(l->strings, "await_resume");
    call->flags = CALL_AWAIT | CALL_DEPENDENT;
    if (kids.count > 0) {
        struct place *awaited = place_of(l, lower_value(l, kids.items[0]), loc);
        call->receiver = address_of(l, operand_place(awaited), loc);
        call->receiver_type = awaited->type;
    }
    struct place *dst = want.unused ? NULL : want.into != NULL ? want.into : fresh_temp(l, type_of(l, cursor));
    emit_call(l, call, dst, NULL, 0, loc);
    l->context->function->flags |= FUNCTION_COROUTINE;
    return dst == NULL ? operand_none(l->unknown) : operand_place(dst);
}

/* co_return e: the call of return_value or return_void, then every scope ends. */
static void lower_co_return(struct lower *l, CXCursor cursor, const struct cursors *kids)
{
    struct loc loc = loc_of(l, cursor);
    if (kids->count > 0)
        lower_discard(l, kids->items[kids->count - 1]);
    scope_exit_to(l, 0, loc);
    body_terminate(l->context->body, TERM_RETURN, NULL, 0, loc);
}

bool lower_coroutine_statement(struct lower *l, CXCursor cursor)
{
    if (!l->module->is_cxx)
        return false;
    struct cursors kids = children_of(l, cursor);
    bool is_body = kids.count > 2 && kids.items[0].kind == CXCursor_CompoundStmt;
    if (is_body) {
        l->context->function->flags |= FUNCTION_COROUTINE;
        lower_statement(l, kids.items[0]);
        return true;
    }
    bool is_return = kids.count == 0 || clang_isExpression(kids.items[0].kind);
    if (!is_return)
        return false;
    l->context->function->flags |= FUNCTION_COROUTINE;
    lower_co_return(l, cursor, &kids);
    return true;
}
