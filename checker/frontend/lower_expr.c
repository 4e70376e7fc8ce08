/* lower_expr.c: names, literals, members, casts; and the helpers that turn operands into places and back. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

/* --- operands and places ------------------------------------------------------------------------------------------------------
 */

struct place *fresh_temp(struct lower *l, struct type *type)
{
    return place_temp(l->context->body, type == NULL ? l->unknown : type);
}

void emit_copy(struct lower *l, struct place *dst, struct operand value, struct loc loc)
{
    struct instr *instr = body_append(l->context->body, OP_COPY, loc);
    instr->dst = dst;
    instr_set_args(l->arena, instr, &value, 1);
}

void emit_move(struct lower *l, struct place *dst, struct operand value, struct loc loc)
{
    struct instr *instr = body_append(l->context->body, OP_MOVE, loc);
    instr->dst = dst;
    instr_set_args(l->arena, instr, &value, 1);
}

struct operand snapshot(struct lower *l, struct operand operand, struct loc loc)
{
    if (operand.kind != OPERAND_PLACE)
        return operand;
    struct place *temp = fresh_temp(l, operand.place->type);
    emit_copy(l, temp, operand, loc);
    return operand_place(temp);
}

struct place *place_of(struct lower *l, struct operand operand, struct loc loc)
{
    if (operand.kind == OPERAND_PLACE)
        return operand.place;
    struct place *temp = fresh_temp(l, operand.type);
    if (operand.kind != OPERAND_NONE)
        emit_copy(l, temp, operand, loc);
    return temp;
}

struct operand address_of(struct lower *l, struct operand operand, struct loc loc)
{
    if (operand.kind == OPERAND_FUNCTION)
        return operand;
    struct place *place = place_of(l, operand, loc);
    /* &*p is p */
    if (place->step_count > 0 && place->steps[place->step_count - 1].kind == SELECT_DEREF) {
        struct place *pointer = arena_copy(l->arena, place, sizeof *place);
        pointer->step_count--;
        pointer->type = builder_pointer_to(l->builder, place->type);
        return operand_place(pointer);
    }
    return operand_address(place, builder_pointer_to(l->builder, place->type));
}

struct place *pointee_of(struct lower *l, struct operand pointer, struct type *type, struct loc loc)
{
    if (pointer.kind == OPERAND_ADDRESS) {
        if (pointer.place->type->kind == TYPE_ARRAY && (type == NULL || type->kind != TYPE_ARRAY))
            return place_element(l->arena, pointer.place, operand_int(0, l->int_type), type == NULL ? l->unknown : type);
        return pointer.place;
    }
    return place_deref(l->arena, place_of(l, pointer, loc), type == NULL ? l->unknown : type);
}

/* --- dispatch --------------------------------------------------------------------------------------------------------- */

static bool last_expression(const struct cursors *kids, CXCursor *found)
{
    for (uint32_t i = kids->count; i > 0; i--) {
        if (!clang_isExpression(kids->items[i - 1].kind))
            continue;
        *found = kids->items[i - 1];
        return true;
    }
    return false;
}

static struct operand dispatch(struct lower *l, CXCursor cursor, struct want want)
{
    const struct cursor_row *row = cursor_row(cursor.kind);
    if (row->role == ROLE_EXPRESSION)
        return row->expression(l, cursor, want);
    struct cursors kids = children_of(l, cursor);
    CXCursor inner;
    if (row->role == ROLE_THROUGH && last_expression(&kids, &inner))
        return lower_expression(l, inner, want);
    if (row->role == ROLE_STATEMENT) {
        row->statement(l, cursor);
        return operand_none(l->void_type);
    }
    if (row->role == ROLE_UNKNOWN) {
        count_unlowered(l, cursor);
        for (uint32_t i = 0; i < kids.count; i++)
            if (clang_isExpression(kids.items[i].kind))
                lower_expression(l, kids.items[i], (struct want){.unused = true});
    }
    return operand_none(type_of(l, cursor));
}

struct operand lower_expression(struct lower *l, CXCursor cursor, struct want want)
{
    struct macro_use *use = macro_begin(l, cursor);
    if (use == NULL)
        return dispatch(l, cursor, want);
    struct operand value = dispatch(l, cursor, want);
    macro_end(l, use, want.unused ? NULL : &value, want.into);
    return value;
}

struct operand lower_value(struct lower *l, CXCursor cursor)
{
    return lower_expression(l, cursor, (struct want){0});
}

void lower_into(struct lower *l, CXCursor cursor, struct place *dst)
{
    struct operand value = lower_expression(l, cursor, (struct want){.into = dst});
    if (value.kind == OPERAND_PLACE && value.place == dst)
        return;
    if (dst->type->kind == TYPE_RECORD && cursor_is_move(l, cursor))
        emit_move(l, dst, value, loc_of(l, cursor));
    else
        emit_copy(l, dst, value, loc_of(l, cursor));
}

CXCursor strip(struct lower *l, CXCursor cursor)
{
    while (cursor.kind == CXCursor_ParenExpr || cursor.kind == CXCursor_UnexposedExpr) {
        struct cursors kids = children_of(l, cursor);
        if (kids.count != 1 || !clang_isExpression(kids.items[0].kind))
            break;
        cursor = kids.items[0];
    }
    return cursor;
}

/* --- names ------------------------------------------------------------------------------------------------------------ */

/* A reference holds an address; naming it means what it refers to. */
static struct operand through_reference(struct lower *l, struct place *place)
{
    if (place->type->kind == TYPE_REFERENCE)
        place = place_deref(l->arena, place, place->type->target);
    return operand_place(place);
}

/* switch (int n = f(); n): libclang shows the use of n, but not its declaration. */
static bool is_hidden_local(struct lower *l, CXCursor declaration)
{
    if (declaration.kind != CXCursor_VarDecl || l->context->is_static_value || (l->context->function->flags & FUNCTION_CLOSURE))
        return false;
    CXString spelling = clang_getCursorSpelling(declaration);
    const char *name = clang_getCString(spelling);
    bool is_written = name != NULL && name[0] != '\0' && !g_str_has_prefix(name, "__");
    clang_disposeString(spelling);
    return is_written;
}

static struct operand variable_operand(struct lower *l, CXCursor declaration, CXCursor use)
{
    struct place *place = g_hash_table_lookup(l->context->variables, cx_decl_key(declaration));
    if (place != NULL)
        return through_reference(l, place);
    if (declaration.kind == CXCursor_VarDecl && clang_Cursor_hasVarDeclGlobalStorage(declaration) == 1)
        return through_reference(l, static_place(l, declaration));
    place = captured_variable(l, l->context, declaration);
    if (place != NULL)
        return operand_place(place);
    if (is_hidden_local(l, declaration)) {
        lower_local(l, declaration);
        return variable_operand(l, declaration, use);
    }
    return operand_none(type_of(l, use));
}

struct operand declared_operand(struct lower *l, CXCursor declaration, CXCursor use)
{
    switch ((int)declaration.kind) {
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
        return variable_operand(l, declaration, use);
    case CXCursor_FunctionDecl:
    case CXCursor_CXXMethod:
    case CXCursor_FunctionTemplate:
    case CXCursor_ConversionFunction:
    case CXCursor_Constructor:
    case CXCursor_Destructor:
        return operand_function(note_function(l, declaration), type_of(l, use));
    case CXCursor_EnumConstantDecl:
        return operand_int(clang_getEnumConstantDeclValue(declaration), type_of(l, use));
    case CXCursor_FieldDecl: /* &Class::field, or a field named in a default initialiser */
        return operand_none(type_of(l, use));
    case CXCursor_UnexposedDecl: /* structured binding */
        return variable_operand(l, declaration, use);
    default:
        return operand_none(type_of(l, use));
    }
}

struct operand lower_decl_ref(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    return declared_operand(l, clang_getCursorReferenced(cursor), cursor);
}

/* Anonymous members are spliced into the record around them. */
static const char *declaring_record(struct lower *l, CXCursor field)
{
    CXCursor record = clang_getCursorSemanticParent(field);
    while (clang_Cursor_isAnonymousRecordDecl(record))
        record = clang_getCursorSemanticParent(record);
    return decl_of(l, record)->id;
}

struct place *field_place(struct lower *l, struct place *base, CXCursor field)
{
    const struct decl_info *info = decl_of(l, field);
    if (info->member[0] == '\0' || strchr(info->member, '(') != NULL)
        return base; /* an anonymous struct or union */
    return place_field(l->arena, base, info->member, declaring_record(l, field), lower_type(l, clang_getCursorType(field)));
}

static bool first_expression(const struct cursors *kids, CXCursor *found)
{
    for (uint32_t i = 0; i < kids->count; i++) {
        if (!clang_isExpression(kids->items[i].kind) || kids->items[i].kind == CXCursor_OverloadedDeclRef)
            continue;
        *found = kids->items[i];
        return true;
    }
    return false;
}

static bool is_pointer_type(CXType type)
{
    return clang_getCanonicalType(type).kind == CXType_Pointer;
}

struct place *member_base(struct lower *l, CXCursor cursor, CXCursor *base_cursor)
{
    struct cursors kids = children_of(l, cursor);
    CXCursor base;
    struct loc loc = loc_of(l, cursor);
    if (!first_expression(&kids, &base)) {
        struct operand self = this_operand(l);
        return self.kind == OPERAND_NONE ? fresh_temp(l, l->unknown) : pointee_of(l, self, l->context->this_type, loc);
    }
    if (base_cursor != NULL)
        *base_cursor = base;
    struct operand value = lower_value(l, base);
    CXType type = clang_getCursorType(base);
    if (is_pointer_type(type))
        return pointee_of(l, value, lower_type(l, clang_getPointeeType(clang_getCanonicalType(type))), loc);
    struct place *place = place_of(l, value, loc);
    bool may_be_pointer = type_is_smart_pointer(place->type) || place->type->kind == TYPE_UNKNOWN;
    bool is_arrow = may_be_pointer && member_is_arrow(l, cursor);
    return is_arrow ? place_deref(l->arena, place, smart_target(l, place->type)) : place;
}

struct operand lower_member_ref(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    CXCursor referenced = clang_getCursorReferenced(cursor);
    if (referenced.kind == CXCursor_VarDecl || referenced.kind == CXCursor_EnumConstantDecl)
        return declared_operand(l, referenced, cursor);
    if (referenced.kind == CXCursor_CXXMethod) /* static method as a value */
        return operand_function(note_function(l, referenced), type_of(l, cursor));
    struct place *base = member_base(l, cursor, NULL);
    if (referenced.kind == CXCursor_FieldDecl)
        return through_reference(l, field_place(l, base, referenced));
    const char *name = member_token(l, cursor);
    if (name == NULL)
        return operand_none(type_of(l, cursor));
    return operand_place(place_field(l->arena, base, name, base->type->record, l->unknown));
}

/* --- literals --------------------------------------------------------------------------------------------------------- */

struct operand lower_integer(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    struct operand value = operand_none(type_of(l, cursor));
    if (result != NULL && clang_EvalResult_getKind(result) == CXEval_Int)
        value = operand_int(clang_EvalResult_getAsLongLong(result), value.type);
    if (result != NULL)
        clang_EvalResult_dispose(result);
    return value;
}

/* sizeof and alignof; in templates nobody knows. */
struct operand lower_size(struct lower *l, CXCursor cursor, struct want want)
{
    return l->in_template ? operand_none(type_of(l, cursor)) : lower_integer(l, cursor, want);
}

struct operand lower_opaque(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    return operand_none(type_of(l, cursor));
}

struct operand lower_null(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    return operand_null(type_of(l, cursor));
}

/* libclang spells a string literal as in the source: quoted, escaped, perhaps with a prefix. */
const char *unquote(struct lower *l, const char *quoted)
{
    enum { LONGEST = 200 };
    const char *from = quoted == NULL ? NULL : strchr(quoted, '"');
    if (from == NULL)
        return intern(l->strings, "");
    size_t length = strlen(from);
    char *inner = g_strndup(from + 1, length < 2 ? 0 : length - 2);
    char *plain = g_strcompress(inner);
    const char *end = plain + MIN(strlen(plain), (size_t)LONGEST);
    while (end > plain && end[0] != '\0' && ((unsigned char)end[0] & 0xC0) == 0x80)
        end--; /* not in the middle of a character */
    const char *text = intern_bytes(l->strings, plain, (size_t)(end - plain));
    g_free(inner);
    g_free(plain);
    return text;
}

struct operand lower_string(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = unquote(l, clang_getCString(spelling));
    clang_disposeString(spelling);
    return operand_string(text, l->string_type);
}

bool fold_integer(struct lower *l, CXCursor cursor, int64_t *value)
{
    cursor = strip(l, cursor);
    if (cursor.kind == CXCursor_IntegerLiteral || cursor.kind == CXCursor_CharacterLiteral ||
        cursor.kind == CXCursor_CXXBoolLiteralExpr) {
        struct operand literal = lower_integer(l, cursor, (struct want){0});
        *value = literal.number;
        return literal.kind == OPERAND_INT;
    }
    if (cursor.kind == CXCursor_DeclRefExpr) {
        CXCursor declaration = clang_getCursorReferenced(cursor);
        *value = declaration.kind == CXCursor_EnumConstantDecl ? clang_getEnumConstantDeclValue(declaration) : 0;
        return declaration.kind == CXCursor_EnumConstantDecl;
    }
    struct cursors kids = children_of(l, cursor);
    CXCursor last;
    if (!last_expression(&kids, &last) || !fold_integer(l, last, value))
        return false;
    if (cursor.kind == CXCursor_CStyleCastExpr || cursor.kind == CXCursor_CXXStaticCastExpr ||
        cursor.kind == CXCursor_CXXFunctionalCastExpr)
        return true;
    if (cursor.kind == CXCursor_UnaryOperator)
        return fold_unary(clang_getCursorUnaryOperatorKind(cursor), value);
    int64_t left;
    if (cursor.kind != CXCursor_BinaryOperator || kids.count != 2 || !fold_integer(l, kids.items[0], &left))
        return false;
    return fold_binary(clang_getCursorBinaryOperatorKind(cursor), left, *value, value);
}

/* --- casts and conversions ----------------------------------------------------------------------------------------------------
 */

bool is_offsetof(struct lower *l, CXCursor cursor, struct cursors *parts)
{
    cursor = strip(l, cursor);
    if (cursor.kind != CXCursor_UnexposedExpr)
        return false;
    *parts = children_of(l, cursor);
    bool has_field = false;
    for (uint32_t i = 0; i < parts->count; i++)
        has_field |= parts->items[i].kind == CXCursor_MemberRef;
    return has_field;
}

/* (struct conn *)((char *)link - offsetof(struct conn, node.link)) */
static bool container_of(struct lower *l, CXCursor cast, CXCursor inner, struct operand *result)
{
    CXType target = clang_getCanonicalType(clang_getCursorType(cast));
    inner = strip(l, inner);
    if (target.kind != CXType_Pointer || inner.kind != CXCursor_BinaryOperator ||
        clang_getCursorBinaryOperatorKind(inner) != CXBinaryOperator_Sub)
        return false;
    struct cursors sides = children_of(l, inner), parts;
    if (sides.count != 2 || !is_offsetof(l, sides.items[1], &parts))
        return false;
    GString *path = g_string_new(NULL);
    const char *record = NULL;
    for (uint32_t i = 0; i < parts.count; i++) {
        if (parts.items[i].kind != CXCursor_MemberRef)
            continue;
        CXCursor field = clang_getCursorReferenced(parts.items[i]);
        if (record == NULL)
            record = declaring_record(l, field);
        g_string_append_printf(path, "%s%s", path->len > 0 ? "." : "", decl_of(l, field)->member);
    }
    struct loc loc = loc_of(l, cast);
    struct operand link = lower_value(l, sides.items[0]);
    struct type *outer = lower_type(l, clang_getPointeeType(target));
    struct place *field_at = pointee_of(l, link, l->unknown, loc);
    *result = operand_address(place_outer(l->arena, field_at, intern(l->strings, path->str), record, outer),
                              builder_pointer_to(l->builder, outer));
    g_string_free(path, TRUE);
    return true;
}

struct operand converted(struct operand value, struct type *from, struct type *to)
{
    if (value.kind == OPERAND_INT && value.number == 0 && to->kind == TYPE_POINTER)
        return operand_null(to);
    if (value.kind == OPERAND_PLACE && from != NULL && from->kind == TYPE_ARRAY && to->kind == TYPE_POINTER)
        return operand_address(value.place, to);
    if (value.kind == OPERAND_NONE && to->kind != TYPE_UNKNOWN)
        return operand_none(to);
    return value;
}

struct operand lower_cast(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    CXCursor inner;
    if (!last_expression(&kids, &inner))
        return operand_none(type_of(l, cursor));
    struct operand result;
    if (container_of(l, cursor, inner, &result))
        return result;
    struct type *to = type_of(l, cursor);
    if (to->kind == TYPE_VOID)
        want = (struct want){.unused = true};
    struct operand value = lower_expression(l, inner, want);
    return converted(value, type_of(l, inner), to);
}

struct operand lower_label_address(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    struct cursors kids = children_of(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++)
        if (kids.items[i].kind == CXCursor_LabelRef)
            label_of(l, clang_getCursorReferenced(kids.items[i]))->address_taken = true;
    return operand_none(type_of(l, cursor));
}

struct operand lower_statement_expression(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    return kids.count == 0 ? operand_none(l->void_type) : lower_compound(l, kids.items[0], &want);
}

/* The controlling expression comes first and is not evaluated; the chosen one is the first whose type fits. */
struct operand lower_generic_selection(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor);
    struct type *type = type_of(l, cursor);
    uint32_t chosen = 0;
    for (uint32_t i = kids.count; i > 1; i--)
        if (clang_isExpression(kids.items[i - 1].kind) && (chosen == 0 || type_of(l, kids.items[i - 1]) == type))
            chosen = i - 1;
    return chosen == 0 ? operand_none(type) : lower_expression(l, kids.items[chosen], want);
}

/* --- elements and choices --------------------------------------------------------------------------------------------- */

/* pointer + key, as the place of the element */
struct place *element_of(struct lower *l, struct operand pointer, struct operand key, struct type *type, struct loc loc)
{
    if (key.kind != OPERAND_INT && key.kind != OPERAND_PLACE && key.kind != OPERAND_STRING)
        key = operand_none(key.type);
    if (pointer.kind == OPERAND_ADDRESS)
        return place_element(l->arena, pointer.place, key, type);
    struct place *array = place_deref(l->arena, place_of(l, pointer, loc), type);
    return place_element(l->arena, array, key, type);
}

struct operand lower_subscript(struct lower *l, CXCursor cursor, struct want want)
{
    (void)want;
    struct cursors kids = children_of(l, cursor);
    struct type *type = type_of(l, cursor);
    if (kids.count != 2)
        return operand_none(type);
    bool swapped = type_of(l, kids.items[1])->kind == TYPE_POINTER; /* 3[a] */
    struct operand base = lower_value(l, kids.items[swapped ? 1 : 0]);
    struct operand key = lower_value(l, kids.items[swapped ? 0 : 1]);
    return operand_place(element_of(l, base, key, type, loc_of(l, cursor)));
}
