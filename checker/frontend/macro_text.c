/* macro_text.c: macros as text: definitions taken apart into tokens, arguments split at commas, bodies with their parameters
 * replaced. Only as much of the preprocessor as following a wrapper to the macro it wraps needs:
 *
 *     #define CONN_ADD(c) TAILQ_INSERT_TAIL(&g_conns, c, link)      CONN_ADD(conn) -> TAILQ_INSERT_TAIL(&g_conns, conn, link)
 *
 * No rescanning of arguments, no stringizing. */
#include "frontend/macro.h"

#include "frontend/macros.h"

struct macro_tokens macro_tokens_of(struct lower *l, CXSourceRange range)
{
    CXToken *tokens = NULL;
    unsigned count = 0;
    clang_tokenize(l->unit, range, &tokens, &count);
    struct macro_tokens result = {.items = arena_new_array(l->scratch, struct macro_token, count)};
    for (unsigned i = 0; i < count; i++) {
        enum CXTokenKind kind = clang_getTokenKind(tokens[i]);
        if (kind != CXToken_Comment)
            result.items[result.count++] =
                (struct macro_token){.text = cx_intern(l->strings, clang_getTokenSpelling(l->unit, tokens[i])), .kind = kind};
    }
    if (tokens != NULL)
        clang_disposeTokens(l->unit, tokens, count);
    return result;
}

static bool is(const struct macro_tokens *tokens, uint32_t at, const char *text)
{
    return at < tokens->count && strcmp(tokens->items[at].text, text) == 0;
}

/* Does the body do anything? `x = 1`, `n++`, `f(x)`, `do {`. */
static bool does_something(const struct macro_tokens *body)
{
    static const char *const marks[] = {"=", "+=", "-=", "|=", "&=", "^=", "*=", "++", "--", "{", "do"};
    static const char *const not_calls[] = {"sizeof",        "typeof",  "__typeof__", "__typeof", "offsetof",
                                            "__attribute__", "defined", "if",         "while",    "for",
                                            "switch",        "return",  "_Alignof",   "alignof",  "decltype"};
    for (uint32_t i = 0; i < body->count; i++) {
        for (guint m = 0; m < G_N_ELEMENTS(marks); m++)
            if (strcmp(body->items[i].text, marks[m]) == 0)
                return true;
        if (!is(body, i + 1, "(") || !(g_ascii_isalpha(body->items[i].text[0]) || body->items[i].text[0] == '_'))
            continue;
        bool is_call = !g_str_has_prefix(body->items[i].text, "__builtin_");
        for (guint n = 0; n < G_N_ELEMENTS(not_calls); n++)
            is_call &= strcmp(body->items[i].text, not_calls[n]) != 0;
        if (is_call)
            return true;
    }
    return false;
}

/* "(a, b, rest...)" from tokens[at]; returns the position after ")". */
static uint32_t read_parameters(struct lower *l, struct macro_definition *macro, const struct macro_tokens *tokens, uint32_t at)
{
    macro->params = arena_new_array(l->arena, const char *, tokens->count);
    for (at++; at < tokens->count && !is(tokens, at, ")"); at++) {
        if (is(tokens, at, "...")) {
            macro->is_variadic = true;
            bool is_named = macro->param_count > 0 && !is(tokens, at - 1, ",");
            if (!is_named)
                macro->params[macro->param_count++] = intern(l->strings, "__VA_ARGS__");
        } else if (!is(tokens, at, ",")) {
            macro->params[macro->param_count++] = tokens->items[at].text;
        }
    }
    return at + 1;
}

const struct macro_definition *macro_definition_of(struct lower *l, CXCursor definition)
{
    struct macro_definition *macro = g_hash_table_lookup(l->macros->definitions, cx_decl_key(definition));
    if (macro != NULL)
        return macro;
    macro = arena_new_item(l->arena, struct macro_definition);
    g_hash_table_insert(l->macros->definitions, (gpointer)cx_decl_key(definition), macro);
    macro->name = cx_intern(l->strings, clang_getCursorSpelling(definition));
    macro->is_function_like = clang_Cursor_isMacroFunctionLike(definition);
    struct macro_tokens tokens = macro_tokens_of(l, clang_getCursorExtent(definition));
    uint32_t at = 1;
    if (macro->is_function_like && is(&tokens, 1, "("))
        at = read_parameters(l, macro, &tokens, 1);
    if (at < tokens.count) {
        macro->body.count = tokens.count - at;
        macro->body.items = arena_copy(l->arena, tokens.items + at, sizeof *tokens.items * macro->body.count);
    }
    macro->is_interesting = macro->is_function_like && does_something(&macro->body);
    return macro;
}

struct names {
    struct lower *l;
    GHashTable *names;
    bool function_like;
};

static enum CXChildVisitResult note_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct names *n = data;
    if (cursor.kind != CXCursor_MacroDefinition || (clang_Cursor_isMacroFunctionLike(cursor) != 0) != n->function_like)
        return clang_isDeclaration(cursor.kind) ? CXChildVisit_Break : CXChildVisit_Continue; /* macros come first */
    CXCursor *copy = arena_copy(n->l->arena, &cursor, sizeof cursor);
    g_hash_table_insert(n->names, (gpointer)cx_intern(n->l->strings, clang_getCursorSpelling(cursor)), copy);
    return CXChildVisit_Continue;
}

static const struct macro_definition *definition_in(struct lower *l, GHashTable **table, bool function_like, const char *name)
{
    if (*table == NULL) {
        struct names names = {.l = l, .names = g_hash_table_new(NULL, NULL), .function_like = function_like};
        clang_visitChildren(clang_getTranslationUnitCursor(l->unit), note_name, &names);
        *table = names.names;
    }
    const CXCursor *definition = g_hash_table_lookup(*table, name);
    return definition == NULL ? NULL : macro_definition_of(l, *definition);
}

const struct macro_definition *macro_definition_named(struct lower *l, const char *name)
{
    return definition_in(l, &l->macros->named, true, name);
}

const struct macro_definition *macro_object_named(struct lower *l, const char *name)
{
    return definition_in(l, &l->macros->objects, false, name);
}

uint32_t macro_arguments(struct lower *l, const struct macro_definition *macro, const struct macro_tokens *tokens, uint32_t at,
                         struct macro_tokens **arguments, uint32_t *count)
{
    *count = 0;
    if (!is(tokens, at + 1, "("))
        return 0;
    *arguments = arena_new_array(l->scratch, struct macro_tokens, tokens->count + 1);
    int depth = 0;
    uint32_t from = at + 2;
    for (uint32_t i = from; i < tokens->count; i++) {
        bool closes = depth == 0 && is(tokens, i, ")");
        bool is_rest = macro->is_variadic && *count + 1 >= macro->param_count;
        if (closes || (depth == 0 && is(tokens, i, ",") && !is_rest)) {
            (*arguments)[(*count)++] = (struct macro_tokens){.items = tokens->items + from, .count = i - from};
            from = i + 1;
        }
        if (closes)
            return i + 1;
        if (is(tokens, i, "(") || is(tokens, i, "[") || is(tokens, i, "{"))
            depth++;
        else if (is(tokens, i, ")") || is(tokens, i, "]") || is(tokens, i, "}"))
            depth--;
    }
    return 0;
}

static int parameter_index(const struct macro_definition *macro, const char *text)
{
    for (uint32_t i = 0; i < macro->param_count; i++)
        if (macro->params[i] == text)
            return (int)i;
    return -1;
}

/* a ## b -> ab */
static void paste(struct lower *l, GArray *out)
{
    for (guint i = 1; i + 1 < out->len;) {
        struct macro_token *items = (struct macro_token *)(void *)out->data;
        if (strcmp(items[i].text, "##") != 0) {
            i++;
            continue;
        }
        items[i - 1].text = intern_printf(l->strings, "%s%s", items[i - 1].text, items[i + 1].text);
        items[i - 1].kind = CXToken_Identifier;
        g_array_remove_range(out, i, 2);
    }
}

struct macro_tokens macro_substitute(struct lower *l, const struct macro_definition *macro, const struct macro_tokens *arguments,
                                     uint32_t count)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct macro_token));
    for (uint32_t i = 0; i < macro->body.count; i++) {
        int parameter = parameter_index(macro, macro->body.items[i].text);
        if (parameter < 0)
            g_array_append_val(out, macro->body.items[i]);
        else if ((uint32_t)parameter < count && arguments[parameter].count > 0)
            g_array_append_vals(out, arguments[parameter].items, arguments[parameter].count);
    }
    paste(l, out);
    struct macro_tokens result = {.count = out->len};
    result.items = arena_copy(l->scratch, out->data, sizeof(struct macro_token) * out->len);
    g_array_free(out, TRUE);
    return result;
}
