/* lower_unexposed.c: cursors that libclang does not name: implicit casts and other wrappers around one expression, offsetof,
 * `a ?: b`, va_arg, atomic builtins, T(), default arguments. Each is told by its shape; the rest is counted as unlowered. */
#include "frontend/lower.h"

#include "frontend/handlers.h"

static struct operand opaque_call(struct lower *l, CXCursor cursor, struct want want, const struct operand *args, uint32_t count)
{
    if (want.unused)
        return operand_none(type_of(l, cursor));
    struct place *dst = want.into != NULL ? want.into : fresh_temp(l, type_of(l, cursor));
    struct instr *instr = body_append(l->context->body, OP_OTHER, loc_of(l, cursor));
    instr->dst = dst;
    instr_set_args(l->arena, instr, args, count);
    return operand_place(dst);
}

static bool is_va_list(const struct type *type)
{
    type = type != NULL && type->kind == TYPE_POINTER ? type->target : type;
    return type != NULL && type->kind == TYPE_RECORD && type->name != NULL && strstr(type->name, "__va_list_tag") != NULL;
}

/* __atomic_store_n(&p, q, order): libclang hides which operation it is, the text tells. */
static const char *builtin_name(struct lower *l, CXCursor cursor)
{
    CXFile file;
    unsigned offset;
    clang_getSpellingLocation(clang_getRangeStart(clang_getCursorExtent(cursor)), &file, NULL, NULL, &offset);
    if (file == NULL)
        return NULL;
    struct file_info *info = file_of(l, file);
    if (info->text == NULL)
        info->text = clang_getFileContents(l->unit, file, &info->length);
    if (info->text == NULL || offset >= info->length || info->text[offset] != '_')
        return NULL;
    size_t length = 0;
    while (offset + length < info->length && (g_ascii_isalnum(info->text[offset + length]) || info->text[offset + length] == '_'))
        length++;
    return intern_bytes(l->strings, info->text + offset, length);
}

static const char *atomic_name(struct lower *l, CXCursor cursor)
{
    static const char *const prefixes[] = {"__atomic_", "__c11_atomic_", "__scoped_atomic_"};
    const char *name = builtin_name(l, cursor);
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(prefixes); i++)
        if (g_str_has_prefix(name, prefixes[i]))
            return name;
    return NULL;
}

/* __func__ in a template, where its text is not known yet */
static bool is_function_name(struct lower *l, CXCursor cursor)
{
    const char *name = builtin_name(l, cursor);
    return name != NULL && (strcmp(name, "__func__") == 0 || strcmp(name, "__FUNCTION__") == 0 ||
                            strcmp(name, "__PRETTY_FUNCTION__") == 0 || strcmp(name, "__extension__") == 0);
}

/* va_arg(ap, struct s *): the list, perhaps with the type's name */
static bool is_va_arg(struct lower *l, const struct cursors *kids, const struct type *type)
{
    CXCursor last = kids->count > 0 ? kids->items[kids->count - 1] : clang_getNullCursor();
    for (uint32_t i = 0; i < kids->count; i++)
        if (clang_isExpression(kids->items[i].kind))
            last = kids->items[i];
    return kids->count > 0 && clang_isExpression(last.kind) && is_va_list(type_of(l, last)) && !is_va_list(type);
}

static struct operand lower_atomic(struct lower *l, CXCursor cursor, const char *name, const struct cursors *kids,
                                   struct want want)
{
    struct type *type = type_of(l, cursor);
    struct call *call = arena_new_item(l->arena, struct call);
    call->name = call->member = name;
    call->flags = CALL_SYSTEM | CALL_NOTHROW;
    GArray *args = g_array_new(FALSE, FALSE, sizeof(struct operand));
    static const uint32_t order[] = {0, 2, 4, 1, 3, 5}; /* clang keeps pointer, order, value, failure order, value, weak */
    for (uint32_t i = 0; i < G_N_ELEMENTS(order); i++) {
        if (order[i] >= kids->count)
            continue;
        struct operand value = lower_value(l, kids->items[order[i]]);
        g_array_append_val(args, value);
    }
    bool has_value = type->kind != TYPE_VOID && !want.unused;
    struct place *dst = !has_value ? NULL : want.into != NULL ? want.into : fresh_temp(l, type);
    emit_call(l, call, dst, (const struct operand *)(const void *)args->data, args->len, loc_of(l, cursor));
    g_array_free(args, TRUE);
    return dst == NULL ? operand_none(type) : operand_place(dst);
}

/* int(), T(): a type's name and nothing else. */
static bool is_value_initialisation(struct lower *l, CXCursor cursor, const struct cursors *kids)
{
    for (uint32_t i = 0; i < kids->count; i++)
        if (!clang_isReference(kids->items[i].kind))
            return false;
    unsigned from;
    size_t length;
    const char *text = text_at(l, cursor, &from, &length);
    unsigned end = 0;
    clang_getExpansionLocation(clang_getRangeEnd(clang_getCursorExtent(cursor)), NULL, NULL, NULL, &end);
    return text != NULL && end >= 2 && end <= length && text[end - 1] == ')' && text[end - 2] == '(';
}

/* Implicit casts and other wrappers around one expression; offsetof; `a ?: b`; va_arg. The rest is counted. */
struct operand lower_unexposed(struct lower *l, CXCursor cursor, struct want want)
{
    struct cursors kids = children_of(l, cursor), parts;
    struct type *type = type_of(l, cursor);
    struct operand result;
    if (lower_unexposed_cxx(l, cursor, &kids, want, &result))
        return result;
    if (is_va_arg(l, &kids, type))
        return opaque_call(l, cursor, want, NULL, 0);
    if (kids.count == 1 && clang_isExpression(kids.items[0].kind)) {
        struct type *from = type_of(l, kids.items[0]);
        if (from->kind == TYPE_ARRAY && type->kind == TYPE_POINTER)
            want.into = NULL; /* the array is not made in the pointer */

        return converted(lower_expression(l, kids.items[0], want), from, type);
    }
    if (is_offsetof(l, cursor, &parts))
        return operand_none(type);
    const char *atomic = kids.count > 0 ? atomic_name(l, cursor) : NULL;
    if (atomic != NULL)
        return lower_atomic(l, cursor, atomic, &kids, want);
    if (kids.count == 4)
        return lower_elvis(l, cursor, &kids, want);
    if (kids.count == 3) /* __builtin_choose_expr: condition, then the two */
        return lower_expression(l, kids.items[1], want);
    bool is_unspelled = kids.count == 0 && (clang_Range_isNull(clang_getCursorExtent(cursor)) || /* a default argument */
                                            is_function_name(l, cursor));
    if (!is_unspelled && !is_value_initialisation(l, cursor, &kids))
        count_unlowered(l, cursor);
    for (uint32_t i = 0; i < kids.count; i++)
        if (clang_isExpression(kids.items[i].kind))
            lower_expression(l, kids.items[i], (struct want){.unused = true});
    return operand_none(type);
}
