/* type.c: questions about types, and their spelling. Types form a tree (no type contains itself), so recursion ends. */
#include "ir/ir.h"

bool type_is_pointer(const struct type *type)
{
    return type != NULL && type->kind == TYPE_POINTER;
}

bool type_is_record(const struct type *type)
{
    return type != NULL && type->kind == TYPE_RECORD;
}

struct type *type_strip(struct type *type)
{
    while (type != NULL && type->kind == TYPE_REFERENCE)
        type = type->target;
    return type;
}

struct type *type_pointee(struct type *type)
{
    type = type_strip(type);
    return type_is_pointer(type) ? type->target : NULL;
}

enum { DEPTH_MAX = 1000, NODES_MAX = 1000000 };

void type_extent_add(struct type_extent *whole, const struct type_extent *part)
{
    whole->depth = MAX(whole->depth, part->depth + 1);
    whole->size += part->size;
}

bool type_extent_is_allowed(const struct type_extent *extent)
{
    return extent->depth <= DEPTH_MAX && extent->size <= NODES_MAX;
}

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Records are told apart by id: the name of an anonymous one says nothing. */
bool type_equal(const struct type *a, const struct type *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->kind != b->kind || a->is_const != b->is_const || a->is_rvalue != b->is_rvalue ||
        a->arg_count != b->arg_count)
        return false;
    bool has_parts = a->target != NULL || a->kind == TYPE_FUNCTION;
    if (a->record != NULL || b->record != NULL) {
        if (!is_same_text(a->record, b->record))
            return false;
    } else if (!has_parts && !is_same_text(a->name, b->name)) {
        return false;
    }
    for (uint32_t i = 0; i < a->arg_count; i++)
        if (!type_equal(a->args[i], b->args[i]))
            return false;
    return type_equal(a->target, b->target);
}

static const char *plain_name(const struct type *type)
{
    static const char *const names[] = {
        [TYPE_UNKNOWN] = "?",       [TYPE_VOID] = "void",   [TYPE_BOOL] = "bool",
        [TYPE_INTEGER] = "integer", [TYPE_FLOAT] = "float", [TYPE_RECORD] = "(anonymous)",
    };
    if (type->name != NULL && type->name[0] != '\0')
        return type->name;
    return type->kind < G_N_ELEMENTS(names) && names[type->kind] != NULL ? names[type->kind] : "?";
}

static void format_list(GString *out, char open, struct type *const *types, uint32_t count, char close)
{
    g_string_append_c(out, open);
    for (uint32_t i = 0; i < count; i++) {
        g_autofree char *text = type_format(types[i]);
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", text);
    }
    g_string_append_c(out, close);
}

/* C declarators grow from the inside out: `declarator` holds what stands to the right of (and around) the name so far. */
static void format_around(GString *out, const struct type *type, GString *declarator)
{
    for (; type != NULL; type = type->target) {
        bool is_indirect = type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE;
        if (is_indirect) {
            const char *sign = type->kind == TYPE_POINTER ? "*" : type->is_rvalue ? "&&" : "&";
            if (type->is_const)
                g_string_prepend(declarator, declarator->len > 0 ? "const " : "const");
            g_string_prepend(declarator, sign);
            enum type_kind inner = type->target != NULL ? type->target->kind : TYPE_UNKNOWN;
            if (inner == TYPE_ARRAY || inner == TYPE_FUNCTION) {
                g_string_prepend_c(declarator, '(');
                g_string_append_c(declarator, ')');
            }
        } else if (type->kind == TYPE_ARRAY) {
            g_string_append(declarator, "[]");
        } else if (type->kind == TYPE_FUNCTION) {
            format_list(declarator, '(', type->args, type->arg_count, ')');
        } else {
            g_string_append_printf(out, "%s%s", type->is_const ? "const " : "", plain_name(type));
            if (type->arg_count > 0)
                format_list(out, '<', type->args, type->arg_count, '>');
            break;
        }
    }
    if (type == NULL)
        g_string_append_c(out, '?');
    if (declarator->len > 0 && declarator->str[0] != '[')
        g_string_append_c(out, ' ');
    g_string_append_len(out, declarator->str, (gssize)declarator->len);
}

char *type_format(const struct type *type)
{
    GString *out = g_string_new(NULL);
    GString *declarator = g_string_new(NULL);
    format_around(out, type, declarator);
    g_string_free(declarator, TRUE);
    return g_string_free(out, FALSE);
}
