/* lower_macro.c: expansions of function-like macros become TERM_MACROs, so that a model can speak for `TAILQ_INSERT_TAIL` and
 * whoever has none follows the expanded code:
 *
 *     CONN_ADD(c);      macro CONN_ADD(c) -> body, join;  body: macro TAILQ_INSERT_TAIL(&g_conns, c, link) -> expanded, join
 *
 * libclang lists the outermost expansions only; a node belongs to one when it starts where the expansion starts and does not
 * end after it. Nested macros are found by following the definitions' tokens. Not seen: macros that expand to declarations or
 * to the head of a loop; these are just their expansion. */
#include "frontend/macros.h"

struct expansion {
    const void *file;
    unsigned begin, end;
    CXCursor cursor;
    bool is_used;
};

struct macro_use {
    struct expansion *expansion;
    uint32_t join;
    GPtrArray *instrs; /* struct instr *: the outermost and those nested ones that are all of it; they share a result */
};

static guint expansion_hash(gconstpointer data)
{
    const struct expansion *e = data;
    return g_direct_hash(e->file) ^ (e->begin * 2654435761u);
}

static gboolean expansion_equal(gconstpointer a, gconstpointer b)
{
    const struct expansion *x = a, *y = b;
    return x->file == y->file && x->begin == y->begin;
}

static enum CXChildVisitResult note_expansion(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lower *l = data;
    if (!clang_isPreprocessing(cursor.kind))
        return clang_isDeclaration(cursor.kind) ? CXChildVisit_Break : CXChildVisit_Continue;
    if (cursor.kind != CXCursor_MacroExpansion || clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)))
        return CXChildVisit_Continue;
    CXCursor definition = clang_getCursorReferenced(cursor);
    if (cx_is_null(definition) || !clang_Cursor_isMacroFunctionLike(definition))
        return CXChildVisit_Continue;
    struct expansion *expansion = arena_new_item(l->arena, struct expansion);
    CXSourceRange extent = clang_getCursorExtent(cursor);
    CXFile file;
    clang_getExpansionLocation(clang_getRangeStart(extent), &file, NULL, NULL, &expansion->begin);
    clang_getExpansionLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &expansion->end);
    expansion->file = file;
    expansion->cursor = cursor;
    g_hash_table_add(l->macros->expansions, expansion);
    return CXChildVisit_Continue;
}

void macros_collect(struct lower *l)
{
    l->macros = g_new0(struct macros, 1);
    l->macros->expansions = g_hash_table_new(expansion_hash, expansion_equal);
    l->macros->definitions = g_hash_table_new(NULL, NULL);
    clang_visitChildren(clang_getTranslationUnitCursor(l->unit), note_expansion, l);
}

void macros_free(struct lower *l)
{
    g_hash_table_destroy(l->macros->expansions);
    g_hash_table_destroy(l->macros->definitions);
    if (l->macros->named != NULL)
        g_hash_table_destroy(l->macros->named);
    if (l->macros->objects != NULL)
        g_hash_table_destroy(l->macros->objects);
    g_free(l->macros);
    l->macros = NULL;
}

/* --- which expansion a node is ---------------------------------------------------------------------------------------- */

static bool is_head_of_statement(enum CXCursorKind kind)
{
    return kind == CXCursor_ForStmt || kind == CXCursor_WhileStmt || kind == CXCursor_IfStmt || kind == CXCursor_SwitchStmt ||
           kind == CXCursor_CXXForRangeStmt || kind == CXCursor_DeclStmt;
}

/* Whether both ends are spelled among the macro's arguments rather than in its body. */
static bool is_argument(CXSourceRange extent, const struct expansion *expansion)
{
    unsigned begin, end;
    clang_getFileLocation(clang_getRangeStart(extent), NULL, NULL, NULL, &begin);
    clang_getFileLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
    return begin != expansion->begin && end < expansion->end;
}

static struct expansion *expansion_at(struct lower *l, CXSourceRange extent, unsigned *end)
{
    struct expansion key = {0};
    CXFile file;
    clang_getExpansionLocation(clang_getRangeStart(extent), &file, NULL, NULL, &key.begin);
    key.file = file;
    struct expansion *found = g_hash_table_lookup(l->macros->expansions, &key);
    if (found != NULL)
        clang_getExpansionLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, end);
    return found;
}

/* Wrappers and leaves: what is in them starts at the same place, so the first node that can do something is asked instead. */
static bool cannot_be_due(enum CXCursorKind kind)
{
    switch ((int)kind) {
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_DeclRefExpr:
    case CXCursor_IntegerLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_NullStmt:
        return true;
    default:
        return false;
    }
}

static struct expansion *due_expansion(struct lower *l, CXCursor cursor)
{
    if (l->open_macros > 0 || l->context->is_static_value || cannot_be_due(cursor.kind) ||
        !cx_location_in_macro(clang_getCursorLocation(cursor)))
        return NULL;
    CXSourceRange extent = clang_getCursorExtent(cursor);
    unsigned end = 0;
    struct expansion *expansion = expansion_at(l, extent, &end);
    if (expansion == NULL || expansion->is_used)
        return NULL;
    if (!macro_definition_of(l, clang_getCursorReferenced(expansion->cursor))->is_interesting) {
        expansion->is_used = true;
        return NULL;
    }
    bool is_head = is_head_of_statement(cursor.kind) && (end > expansion->end || cursor.kind == CXCursor_DeclStmt);
    if (is_head)
        expansion->is_used = true;
    if (is_head || end > expansion->end || is_argument(extent, expansion))
        return NULL;
    return expansion;
}

bool macro_is_due(struct lower *l, CXCursor cursor)
{
    return due_expansion(l, cursor) != NULL;
}

bool macro_covers(struct lower *l, const struct macro_use *use, CXCursor next)
{
    if (!cx_location_in_macro(clang_getCursorLocation(next)))
        return false;
    unsigned end = 0;
    return expansion_at(l, clang_getCursorExtent(next), &end) == use->expansion && end <= use->expansion->end;
}

/* --- emitting --------------------------------------------------------------------------------------------------------- */

/* The rest of a variadic macro's arguments, one by one. */
static uint32_t split_rest(const struct macro_tokens *rest, struct macro_tokens *parts)
{
    uint32_t count = 0, from = 0;
    int depth = 0;
    for (uint32_t i = 0; i <= rest->count; i++) {
        const char *text = i < rest->count ? rest->items[i].text : ",";
        if (depth == 0 && strcmp(text, ",") == 0) {
            parts[count++] = (struct macro_tokens){.items = rest->items + from, .count = i - from};
            from = i + 1;
        }
        depth += (strchr("([{", *text) != NULL) - (strchr(")]}", *text) != NULL);
    }
    return count;
}

static void emit_macro(struct lower *l, struct macro_use *use, const struct macro_definition *macro,
                       const struct macro_tokens *arguments, uint32_t count, GHashTable *names, struct loc loc, bool is_all)
{
    struct instr *instr = arena_new_item(l->arena, struct instr);
    instr->op = OP_CALL;
    instr->loc = loc;
    instr->call = arena_new_item(l->arena, struct call);
    instr->call->name = instr->call->member = macro->name;
    instr->call->flags = CALL_MACRO;
    uint32_t rest = macro->is_variadic && count == macro->param_count ? arguments[count - 1].count : 0;
    instr->args = arena_new_array(l->arena, struct operand, count + rest + 1);
    bool is_empty = count == 1 && arguments[0].count == 0;
    for (uint32_t i = 0; i < count - (rest > 0) && !is_empty; i++)
        instr->args[instr->arg_count++] = macro_operand(l, &arguments[i], names, loc);
    struct macro_tokens *parts = arena_new_array(l->scratch, struct macro_tokens, rest + 1);
    uint32_t part_count = rest > 0 ? split_rest(&arguments[count - 1], parts) : 0;
    for (uint32_t i = 0; i < part_count; i++)
        instr->args[instr->arg_count++] = macro_operand(l, &parts[i], names, loc);
    struct body *body = l->context->body;
    const uint32_t succs[] = {body_block(body), use->join};
    body_terminate(body, TERM_MACRO, succs, 2, loc);
    body_terminator(body, body->current)->macro = instr;
    body_enter(body, succs[0]);
    if (is_all)
        g_ptr_array_add(use->instrs, instr);
}

/* Whether tokens[from, to) are all there is but parentheses. */
static bool is_everything(const struct macro_tokens *tokens, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < tokens->count; i++)
        if ((i < from || i >= to) && strcmp(tokens->items[i].text, "(") != 0 && strcmp(tokens->items[i].text, ")") != 0)
            return false;
    return true;
}

/* The macros that `tokens` (an expanded body) use in turn. */
static void emit_nested(struct lower *l, struct macro_use *use, const struct macro_tokens *tokens, GHashTable *names,
                        struct loc loc, int depth, bool is_all)
{
    for (uint32_t i = 0; depth < MACRO_DEPTH && i + 1 < tokens->count; i++) {
        if (tokens->items[i].kind == CXToken_Punctuation || strcmp(tokens->items[i + 1].text, "(") != 0)
            continue;
        const struct macro_definition *macro = macro_definition_named(l, tokens->items[i].text);
        if (macro == NULL || !macro->is_interesting)
            continue;
        struct macro_tokens *arguments;
        uint32_t count;
        uint32_t end = macro_arguments(l, macro, tokens, i, &arguments, &count);
        if (end == 0)
            continue;
        bool is_whole = is_all && is_everything(tokens, i, end);
        emit_macro(l, use, macro, arguments, count, names, loc, is_whole);
        struct macro_tokens body = macro_substitute(l, macro, arguments, count);
        emit_nested(l, use, &body, names, loc, depth + 1, is_whole);
    }
}

struct macro_use *macro_begin(struct lower *l, CXCursor cursor)
{
    struct expansion *expansion = due_expansion(l, cursor);
    if (expansion == NULL)
        return NULL;
    expansion->is_used = true;
    const struct macro_definition *macro = macro_definition_of(l, clang_getCursorReferenced(expansion->cursor));
    struct macro_tokens tokens = macro_tokens_of(l, clang_getCursorExtent(expansion->cursor));
    struct macro_tokens *arguments;
    uint32_t count;
    if (macro_arguments(l, macro, &tokens, 0, &arguments, &count) == 0)
        return NULL;
    l->open_macros++; /* libclang lists no expansion inside another */
    struct macro_use *use = g_new0(struct macro_use, 1);
    use->expansion = expansion;
    use->join = body_block(l->context->body);
    use->instrs = g_ptr_array_new();
    GHashTable *names = macro_names(l, cursor);
    struct loc loc = loc_of(l, cursor);
    emit_macro(l, use, macro, arguments, count, names, loc, true);
    struct macro_tokens body = macro_substitute(l, macro, arguments, count);
    emit_nested(l, use, &body, names, loc, 1, true);
    g_hash_table_destroy(names);
    return use;
}

/* The value is the same whether a model spoke or the body ran: it lands in one place. */
static void share_value(struct lower *l, struct macro_use *use, struct operand *value, struct place *into)
{
    struct type *type = value->kind == OPERAND_PLACE ? value->place->type : value->type;
    if (type == NULL || type->kind == TYPE_VOID || type->kind == TYPE_RECORD || type->kind == TYPE_ARRAY)
        return;
    bool is_there = into != NULL && value->place == into;
    struct place *dst = is_there ? into : fresh_temp(l, type);
    if (!is_there)
        emit_copy(l, dst, *value, ((struct instr *)use->instrs->pdata[0])->loc);
    *value = operand_place(dst);
    for (guint i = 0; i < use->instrs->len; i++)
        ((struct instr *)use->instrs->pdata[i])->dst = dst;
}

void macro_end(struct lower *l, struct macro_use *use, struct operand *value, struct place *into)
{
    l->open_macros--;
    struct body *body = l->context->body;
    if (value != NULL && body_is_open(body))
        share_value(l, use, value, into);
    if (body_is_open(body))
        body_goto(body, use->join, ((struct instr *)use->instrs->pdata[0])->loc);
    body_enter(body, use->join);
    g_ptr_array_free(use->instrs, TRUE);
    g_free(use);
}
