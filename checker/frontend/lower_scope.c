/* lower_scope.c: what the source does not spell: destructors of variables, members and temporaries, cleanup attributes, and
 * where an exception goes. The context keeps a stack of what is due; leaving a scope emits it innermost first, and each entry
 * gets at most one landing block that runs it when an exception passes:
 *
 *     { Guard g(m); step(); }     normal: end g;   exceptional: step's block unwinds to  [end g; resume]
 *
 * Not seen: exceptions thrown by destructors; a temporary made in one arm of ?: ends even when the other was taken. */
#include "frontend/lower.h"

guint scope_depth(const struct lower *l)
{
    return l->context->cleanups->len;
}

static struct cleanup *cleanup_at(const struct lower *l, guint index)
{
    return &g_array_index(l->context->cleanups, struct cleanup, index);
}

void scope_push_end(struct lower *l, struct place *place, struct call *call, CXCursor at)
{
    struct cleanup entry = {
        .place = place, .call = call, .loc = loc_of(l, at), .landing = NO_BLOCK, .at = at, .scope = l->context->scope};
    g_array_append_val(l->context->cleanups, entry);
}

static void emit_end(struct lower *l, const struct cleanup *entry, struct loc loc)
{
    struct instr *instr = body_append(l->context->body, entry->is_base ? OP_CALL : OP_END, loc);
    instr->dst = entry->is_base ? NULL : entry->place;
    instr->call = entry->call;
}

void scope_exit_to(struct lower *l, guint depth, struct loc loc)
{
    for (guint i = scope_depth(l); i > depth && body_is_open(l->context->body); i--)
        if (cleanup_at(l, i - 1)->place != NULL && !cleanup_at(l, i - 1)->only_unwind)
            emit_end(l, cleanup_at(l, i - 1), loc);
}

void scope_pop_to(struct lower *l, guint depth, struct loc loc)
{
    if (scope_depth(l) <= depth)
        return;
    scope_exit_to(l, depth, loc);
    g_array_set_size(l->context->cleanups, depth);
}

void scope_pop_at(struct lower *l, guint depth, CXCursor at)
{
    if (scope_depth(l) > depth)
        scope_pop_to(l, depth, loc_of(l, at));
}

void scope_forget_to(struct lower *l, guint depth)
{
    if (scope_depth(l) > depth)
        g_array_set_size(l->context->cleanups, depth);
}

guint scope_extend(struct lower *l, guint depth, const struct operand *address)
{
    if (address->kind != OPERAND_ADDRESS || address->place->root != ROOT_TEMP)
        return depth;
    for (guint i = depth; i < scope_depth(l); i++) {
        struct cleanup entry = *cleanup_at(l, i);
        if (entry.place == NULL || entry.place->root != ROOT_TEMP || entry.place->index != address->place->index)
            continue;
        g_array_remove_index(l->context->cleanups, i);
        g_array_insert_val(l->context->cleanups, depth, entry);
        for (guint k = depth; k < scope_depth(l); k++)
            if (cleanup_at(l, k)->place != NULL)
                cleanup_at(l, k)->landing = NO_BLOCK; /* the order changed */
        return depth + 1;
    }
    return depth;
}

uint32_t scope_landing(struct lower *l)
{
    struct body *body = l->context->body;
    uint32_t outer = NO_BLOCK, current = body->current;
    for (guint i = 0; i < scope_depth(l); i++) {
        struct cleanup *entry = cleanup_at(l, i);
        if (entry->landing == NO_BLOCK) {
            entry->landing = body_block(body);
            body_enter(body, entry->landing);
            emit_end(l, entry, entry->loc);
            if (outer == NO_BLOCK)
                body_terminate(body, TERM_RESUME, NULL, 0, entry->loc);
            else
                body_goto(body, outer, entry->loc);
        }
        outer = entry->landing;
    }
    body_enter(body, current);
    return outer;
}

/* --- which types have something to do at their end -------------------------------------------------------------------- */

struct record_end {
    bool is_needed;
    bool is_virtual;     /* its own destructor or a base's is virtual */
    CXCursor destructor; /* written in the source, or null */
};

static enum CXVisitorResult field_needs_end(CXCursor field, CXClientData data)
{
    struct {
        struct lower *l;
        bool found;
    } *state = data;
    state->found = type_needs_end(state->l, clang_getCursorType(field));
    return state->found ? CXVisit_Break : CXVisit_Continue;
}

/* An implicit destructor has work when a base or a member has. */
static bool parts_need_end(struct lower *l, CXType type, const struct cursors *kids)
{
    for (uint32_t i = 0; i < kids->count; i++)
        if ((kids->items[i].kind == CXCursor_CXXBaseSpecifier ||
             (kids->items[i].kind == CXCursor_FieldDecl && type.kind != CXType_Record)) &&
            type_needs_end(l, clang_getCursorType(kids->items[i])))
            return true;
    struct {
        struct lower *l;
        bool found;
    } state = {.l = l};
    if (type.kind == CXType_Record)
        clang_Type_visitFields(type, field_needs_end, &state);
    return state.found;
}

static CXType element_type(CXType type)
{
    type = clang_getCanonicalType(type);
    while (type.kind == CXType_ConstantArray)
        type = clang_getCanonicalType(clang_getElementType(type));
    if (type.kind == CXType_Invalid) /* what a dependent pointer points to: libclang crashes on asking more */
        return type;
    return clang_getCanonicalType(cx_unqualified(type));
}

static const struct record_end *record_end_of(struct lower *l, CXType type)
{
    struct record_end *end = g_hash_table_lookup(l->ends, cx_type_key(type));
    if (end != NULL)
        return end;
    end = arena_new_item(l->arena, struct record_end);
    end->destructor = clang_getNullCursor();
    g_hash_table_insert(l->ends, (gpointer)cx_type_key(type), end); /* a recursive type: nothing until proven otherwise */
    CXCursor declaration = clang_getTypeDeclaration(type);
    CXCursor pattern = clang_getSpecializedCursorTemplate(declaration);
    CXCursor definition = clang_getCursorDefinition(cx_is_null(pattern) ? declaration : pattern);
    if (cx_is_null(definition))
        return end;
    struct cursors kids = children_of(l, definition);
    for (uint32_t i = 0; i < kids.count; i++)
        if (kids.items[i].kind == CXCursor_Destructor)
            end->destructor = kids.items[i];
    bool is_written = !cx_is_null(end->destructor) && !clang_CXXMethod_isDefaulted(end->destructor);
    end->is_needed = is_written || parts_need_end(l, type, &kids);
    end->is_virtual = !cx_is_null(end->destructor) && clang_CXXMethod_isVirtual(end->destructor);
    for (uint32_t i = 0; i < kids.count; i++)
        if (kids.items[i].kind == CXCursor_CXXBaseSpecifier)
            end->is_virtual |= type_has_virtual_destructor(l, clang_getCursorType(kids.items[i]));
    return end;
}

bool type_has_virtual_destructor(struct lower *l, CXType type)
{
    type = element_type(type);
    return type.kind == CXType_Record && record_end_of(l, type)->is_virtual;
}

bool type_needs_end(struct lower *l, CXType type)
{
    if (!l->module->is_cxx)
        return false;
    type = element_type(type);
    if (type.kind == CXType_Unexposed) /* std::lock_guard<T> in a template: by its template's destructor */
        return !cx_is_null(clang_getTypeDeclaration(type)) && clang_isDeclaration(clang_getTypeDeclaration(type).kind) &&
               record_end_of(l, type)->is_needed;
    return type.kind == CXType_Record && record_end_of(l, type)->is_needed;
}

static struct call *call_of_unwritten(struct lower *l, CXCursor record)
{
    const struct decl_info *info = decl_of(l, record);
    struct call *call = arena_new_item(l->arena, struct call);
    call->member = intern_printf(l->strings, "~%s", info->member);
    call->name = intern_printf(l->strings, "%s::%s", info->name, call->member);
    call->flags = info->is_system ? CALL_SYSTEM : 0;
    if (!info->is_system)
        call->callee = make_implicit_destructor(l, info->cursor);
    return call;
}

struct call *destructor_call(struct lower *l, CXType type, struct place *place)
{
    bool is_dynamic = place == NULL && type_has_virtual_destructor(l, type); /* delete p: of the object's own type */
    if (!type_needs_end(l, type) && !is_dynamic)
        return NULL;
    type = element_type(type);
    const struct record_end *end = record_end_of(l, type);
    bool is_written = !cx_is_null(end->destructor);
    if (is_written && clang_CXXMethod_isDefaulted(end->destructor))
        make_implicit_destructor(l, clang_getCursorSemanticParent(end->destructor));
    struct call *call = is_written ? call_new(l, end->destructor) : call_of_unwritten(l, clang_getTypeDeclaration(type));
    call->flags |= CALL_DESTRUCTOR | CALL_NOTHROW;
    if (is_dynamic)
        call->flags |= CALL_VIRTUAL;
    call->receiver_type = lower_type(l, type);
    if (place != NULL)
        call->receiver = operand_address(place, builder_pointer_to(l->builder, place->type));
    return call;
}

/* --- variables and temporaries ---------------------------------------------------------------------------------------- */

void scope_push_variable(struct lower *l, CXCursor variable, struct place *place)
{
    CXType type = clang_getCursorType(variable);
    struct call *call = clang_Cursor_hasAttrs(variable) ? cleanup_attribute_call(l, variable, place) : NULL;
    if (call == NULL)
        call = destructor_call(l, type, place);
    if (call != NULL)
        scope_push_end(l, place, call, variable);
}

void scope_push_temporary(struct lower *l, struct place *temp, CXType type, CXCursor at)
{
    struct call *call = destructor_call(l, type, temp);
    if (call != NULL)
        scope_push_end(l, temp, call, at);
}
