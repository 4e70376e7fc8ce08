/* lower_init.c: initialiser lists. libclang shows them as written: designators, elided braces and all, so the walk follows the
 * type:  struct { int a; struct { int b, c; } in; } x = { 1, 2, .in.c = 3 };  stores x.a, x.in.b, x.in.c.
 * Members the list does not mention are left alone. The same walk serves code and the constants of static variables. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

struct walk {
    struct lower *l;
    void (*leaf)(struct walk *walk, CXCursor value, struct place *place);
    struct variable *variable; /* for constants */
    GArray *initials;
};

struct position {
    const struct cursors *values;
    uint32_t next;
};

static enum CXVisitorResult collect_field(CXCursor field, CXClientData data)
{
    g_array_append_val((GArray *)data, field);
    return CXVisit_Continue;
}

static GArray *fields_of(CXType type)
{
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    clang_Type_visitFields(type, collect_field, fields);
    return fields;
}

static bool is_aggregate(CXType type)
{
    return type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray || type.kind == CXType_VariableArray ||
           type.kind == CXType_Record;
}

static bool is_designated(CXCursor value)
{
    return value.kind == CXCursor_UnexposedExpr && clang_getCursorType(value).kind == CXType_Void;
}

static void walk_value(struct walk *w, CXCursor value, CXType type, struct place *place);
static void walk_members(struct walk *w, struct position *at, CXType type, struct place *place, bool is_braced);

/* One member from the list; without braces of its own an aggregate takes as many values as it has members. */
static void walk_next(struct walk *w, struct position *at, CXType type, struct place *place)
{
    CXCursor value = at->values->items[at->next];
    type = clang_getCanonicalType(type);
    bool has_own = value.kind == CXCursor_InitListExpr || !is_aggregate(type) || value.kind == CXCursor_StringLiteral ||
                   clang_getCanonicalType(clang_getCursorType(value)).kind == CXType_Record ||
                   clang_getCanonicalType(clang_getCursorType(value)).kind == CXType_ConstantArray;
    if (!has_own) {
        walk_members(w, at, type, place, false);
        return;
    }
    at->next++;
    walk_value(w, value, type, place);
}

static struct place *member_at(struct walk *w, struct place *place, CXType type, const GArray *fields, uint32_t index,
                               CXType *member)
{
    struct lower *l = w->l;
    if (type.kind != CXType_Record) {
        *member = clang_getElementType(type);
        return place_element(l->arena, place, operand_int(index, l->int_type), lower_type(l, *member));
    }
    CXCursor field = g_array_index(fields, CXCursor, index);
    *member = clang_getCursorType(field);
    return field_place(l, place, field);
}

static uint32_t index_of_field(const GArray *fields, CXCursor field)
{
    for (guint i = 0; i < fields->len; i++)
        if (clang_equalCursors(g_array_index(fields, CXCursor, i), field))
            return i;
    return fields->len;
}

/* .a.b[2] = value; returns the position of the first designator in `type`. */
static uint32_t walk_designated(struct walk *w, CXCursor designation, CXType type, const GArray *fields, struct place *place)
{
    struct lower *l = w->l;
    struct cursors parts = children_of(l, designation);
    uint32_t position = 0;
    for (uint32_t i = 0; i + 1 < parts.count; i++) {
        CXCursor part = parts.items[i];
        int64_t index = 0;
        if (part.kind == CXCursor_MemberRef) {
            CXCursor field = clang_getCursorReferenced(part);
            if (i == 0 && fields != NULL)
                position = index_of_field(fields, field);
            type = clang_getCanonicalType(clang_getCursorType(field));
            place = field_place(l, place, field);
        } else if (type.kind != CXType_Record && is_aggregate(type) && clang_isExpression(part.kind)) {
            struct operand key = fold_integer(l, part, &index) ? operand_int(index, l->int_type) : operand_none(l->int_type);
            if (i == 0)
                position = (uint32_t)index;
            type = clang_getCanonicalType(clang_getElementType(type));
            place = place_element(l->arena, place, key, lower_type(l, type));
        }
    }
    if (parts.count > 0)
        walk_value(w, parts.items[parts.count - 1], type, place);
    return position;
}

static void walk_members(struct walk *w, struct position *at, CXType type, struct place *place, bool is_braced)
{
    GArray *fields = type.kind == CXType_Record ? fields_of(type) : NULL;
    bool is_union = type.kind == CXType_Record && clang_getTypeDeclaration(type).kind == CXCursor_UnionDecl;
    long long size = type.kind == CXType_ConstantArray ? clang_getArraySize(type) : -1;
    uint32_t index = 0;
    while (at->next < at->values->count) {
        CXCursor value = at->values->items[at->next];
        if (is_designated(value)) {
            if (!is_braced)
                break; /* belongs to the list around */
            at->next++;
            index = walk_designated(w, value, type, fields, place) + 1;
            continue;
        }
        bool is_full = fields != NULL ? index >= fields->len || (is_union && index > 0) : size >= 0 && (long long)index >= size;
        if (is_full)
            break;
        if (!clang_isExpression(value.kind)) {
            at->next++;
            continue;
        }
        CXType member;
        uint32_t before = at->next;
        struct place *member_place = member_at(w, place, type, fields, index++, &member);
        walk_next(w, at, member, member_place);
        if (fields == NULL && at->next == before)
            break; /* elements without members: none of them will take the value */
    }
    if (fields != NULL)
        g_array_free(fields, TRUE);
}

static void walk_value(struct walk *w, CXCursor value, CXType type, struct place *place)
{
    type = clang_getCanonicalType(type);
    if (value.kind != CXCursor_InitListExpr) {
        w->leaf(w, value, place);
        return;
    }
    struct cursors values = children_of(w->l, value);
    struct position at = {.values = &values};
    if (type.kind == CXType_Record && construct_from_list(w->l, type, place, &values, loc_of(w->l, value)))
        return;
    if (is_aggregate(type))
        walk_members(w, &at, type, place, true);
    while (at.next < values.count) { /* a scalar in braces; a class's base; a dependent type */
        CXCursor rest = values.items[at.next++];
        if (clang_isExpression(rest.kind))
            w->leaf(w, rest, is_aggregate(type) ? fresh_temp(w->l, type_of(w->l, rest)) : place);
    }
}

/* --- as code ------------------------------------------------------------------------------------------------------------------
 */

static void store_leaf(struct walk *walk, CXCursor value, struct place *place)
{
    lower_into(walk->l, value, place);
}

void lower_initialiser_list(struct lower *l, CXCursor cursor, struct place *dst)
{
    struct walk walk = {.l = l, .leaf = store_leaf};
    walk_value(&walk, cursor, clang_getCursorType(cursor), dst);
}

struct operand lower_init_list(struct lower *l, CXCursor cursor, struct want want)
{
    struct type *type = type_of(l, cursor);
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type);
    if (children_of(l, cursor).count == 0) { /* T x{} */
        struct instr *instr = body_append(l->context->body, OP_INIT, loc_of(l, cursor));
        instr->dst = dst;
        instr->type = dst->type;
        return operand_place(dst);
    }
    lower_initialiser_list(l, cursor, dst);
    return operand_place(dst);
}

/* At file scope a compound literal is a variable without a name: static struct s *p = &(struct s){1}; */
static struct operand lower_static_literal(struct lower *l, CXCursor cursor, const struct cursors *kids)
{
    struct context *c = l->context;
    struct variable variable = {
        .type = type_of(l, cursor), .loc = loc_of(l, cursor), .storage = STORAGE_INTERNAL, .is_defined = true};
    const char *owner = c->function->id + strlen("init:");
    variable.id = intern_printf(l->strings, "%s@literal@%u", owner, ++c->literals);
    variable.name = intern_printf(l->strings, "literal %u in %s", c->literals, c->function->name + strlen("init:"));
    for (uint32_t i = 0; i < kids->count; i++)
        if (kids->items[i].kind == CXCursor_InitListExpr)
            lower_static_value(l, kids->items[i], &variable);
    builder_add_variable(l->builder, &variable);
    return operand_place(place_static(l->arena, variable.id, variable.type));
}

struct operand lower_compound_literal(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    if (l->context->is_static_value && want.into == NULL && !l->module->is_cxx)
        return lower_static_literal(l, cursor, &kids);
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type_of(l, cursor));
    for (uint32_t i = 0; i < kids.count; i++)
        if (clang_isExpression(kids.items[i].kind))
            lower_into(l, kids.items[i], dst);
    return operand_place(dst);
}

/* --- as constants ----------------------------------------------------------------------------------------------------- */

static bool is_constant(const struct operand *value)
{
    return value->kind == OPERAND_FUNCTION || value->kind == OPERAND_INT || value->kind == OPERAND_STRING ||
           value->kind == OPERAND_NULL || (value->kind == OPERAND_ADDRESS && value->place->root == ROOT_STATIC);
}

/* A value whose lowering emits no instruction is a constant. */
static void constant_leaf(struct walk *walk, CXCursor value, struct place *place)
{
    struct lower *l = walk->l;
    struct body *body = l->context->body;
    struct loc loc = loc_of(l, value);
    uint64_t before = body_mark(body);
    guint depth = scope_depth(l);
    if (place->type->kind == TYPE_REFERENCE) {
        struct operand address = address_of(l, lower_value(l, value), loc);
        if (body_mark(body) != before)
            emit_copy(l, place, address, loc);
        scope_pop_to(l, scope_extend(l, depth, &address), loc);
        return;
    }
    struct operand result = lower_expression(l, value, (struct want){.into = place});
    bool is_emitted = body_mark(body) != before || (result.kind == OPERAND_PLACE && result.place != place);
    if (!is_emitted && is_constant(&result)) {
        struct initial initial = {.steps = place->steps, .step_count = place->step_count, .value = result};
        g_array_append_val(walk->initials, initial);
    } else if (is_emitted && (result.kind != OPERAND_PLACE || result.place != place) && l->module->is_cxx) {
        emit_copy(l, place, result, loc);
    }
    scope_pop_to(l, depth, loc);
}

static bool is_array_of_numbers(const struct type *type)
{
    while (type->kind == TYPE_ARRAY)
        type = type->target;
    return type->kind == TYPE_INTEGER || type->kind == TYPE_FLOAT || type->kind == TYPE_BOOL;
}

void lower_static_value(struct lower *l, CXCursor initialiser, struct variable *variable)
{
    if (variable->type->kind == TYPE_ARRAY && is_array_of_numbers(variable->type))
        return; /* lookup tables */
    struct walk walk = {.l = l, .leaf = constant_leaf, .variable = variable};
    walk.initials = g_array_new(FALSE, FALSE, sizeof(struct initial));
    struct place *place = place_static(l->arena, variable->id, variable->type);
    walk_value(&walk, initialiser, clang_getCursorType(initialiser), place);
    variable->initial_count = walk.initials->len;
    if (walk.initials->len > 0)
        variable->initials = arena_copy(l->arena, walk.initials->data, sizeof(struct initial) * walk.initials->len);
    g_array_free(walk.initials, TRUE);
}
