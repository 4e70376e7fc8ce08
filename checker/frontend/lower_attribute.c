/* lower_attribute.c: __attribute__((cleanup(f))): f(&variable) runs at the end of the scope. libclang hides the function's name,
 * so it is read from the attribute's tokens; behind a macro (`g_autofree`, `_cleanup_free_`) from the macro's definition. */
#include "frontend/macros.h"

static enum CXChildVisitResult note_function_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lower *l = data;
    if (cursor.kind == CXCursor_FunctionDecl) {
        CXCursor *copy = arena_copy(l->arena, &cursor, sizeof cursor);
        g_hash_table_insert(l->function_names, (gpointer)cx_intern(l->strings, clang_getCursorSpelling(cursor)), copy);
    }
    return cursor.kind == CXCursor_LinkageSpec || cursor.kind == CXCursor_Namespace ? CXChildVisit_Recurse
                                                                                    : CXChildVisit_Continue;
}

static const CXCursor *function_named(struct lower *l, const char *name)
{
    if (l->function_names == NULL) {
        l->function_names = g_hash_table_new(NULL, NULL);
        clang_visitChildren(clang_getTranslationUnitCursor(l->unit), note_function_name, l);
    }
    return g_hash_table_lookup(l->function_names, name);
}

static bool text_is(const struct macro_tokens *tokens, uint32_t at, const char *text)
{
    return at < tokens->count && strcmp(tokens->items[at].text, text) == 0;
}

static const struct macro_definition *any_macro(struct lower *l, const char *name)
{
    const struct macro_definition *macro = macro_definition_named(l, name);
    return macro != NULL ? macro : macro_object_named(l, name);
}

/* The name in `cleanup ( name )`, following macros: g_autoptr(T) -> … -> glib_autoptr_cleanup_T. */
static const char *cleanup_name(struct lower *l, const struct macro_tokens *tokens, int depth)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        bool is_cleanup = text_is(tokens, i, "cleanup") || text_is(tokens, i, "__cleanup__");
        if (is_cleanup && text_is(tokens, i + 1, "(") && i + 2 < tokens->count) {
            struct macro_tokens inner = {.items = tokens->items + i + 2, .count = tokens->count - i - 2};
            const struct macro_definition *macro = macro_definition_named(l, inner.items[0].text);
            struct macro_tokens *arguments;
            uint32_t count;
            if (macro != NULL && macro->is_function_like && macro_arguments(l, macro, &inner, 0, &arguments, &count) > 0) {
                struct macro_tokens body = macro_substitute(l, macro, arguments, count);
                return body.count > 0 ? body.items[0].text : NULL;
            }
            return inner.items[0].text;
        }
        const struct macro_definition *macro =
            depth < MACRO_DEPTH && tokens->items[i].kind == CXToken_Identifier ? any_macro(l, tokens->items[i].text) : NULL;
        if (macro == NULL)
            continue;
        struct macro_tokens *arguments = NULL;
        uint32_t count = 0;
        if (macro->is_function_like && macro_arguments(l, macro, tokens, i, &arguments, &count) == 0)
            continue;
        struct macro_tokens body = macro_substitute(l, macro, arguments, count);
        const char *name = cleanup_name(l, &body, depth + 1);
        if (name != NULL)
            return name;
    }
    return NULL;
}

/* The declaration's text up to its initialiser: `g_autoptr(GList) l`. */
static struct macro_tokens declaration_tokens(struct lower *l, CXCursor variable)
{
    CXSourceRange extent = clang_getCursorExtent(variable);
    CXFile file;
    unsigned begin, end;
    clang_getExpansionLocation(clang_getRangeStart(extent), &file, NULL, NULL, &begin);
    clang_getExpansionLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
    CXSourceRange written =
        clang_getRange(clang_getLocationForOffset(l->unit, file, begin), clang_getLocationForOffset(l->unit, file, end));
    struct macro_tokens tokens = macro_tokens_of(l, written);
    for (uint32_t i = 0; i < tokens.count; i++)
        if (text_is(&tokens, i, "="))
            tokens.count = i;
    return tokens;
}

struct call *cleanup_attribute_call(struct lower *l, CXCursor variable, struct place *place)
{
    struct macro_tokens tokens = declaration_tokens(l, variable);
    const char *name = cleanup_name(l, &tokens, 0);
    const CXCursor *function = name == NULL ? NULL : function_named(l, name);
    if (function == NULL)
        return NULL;
    struct call *call = call_new(l, *function);
    call->receiver = operand_address(place, builder_pointer_to(l->builder, place->type));
    call->receiver_type = place->type;
    return call;
}
