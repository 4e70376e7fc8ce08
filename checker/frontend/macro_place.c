/* macro_place.c: what a macro's argument means. The preprocessor has only tokens, so a small parser reads the access paths that
 * people pass to container macros: `&g_conns`, `c`, `(c)`, `&s->conns`, `tab[i].head`, `*pp`, `(struct conn *)p`, `NULL`, `3`,
 * `"text"`. Names are looked up among the declarations that libclang found in the expansion, then among the function's
 * variables. A name that is neither (a type, a field) becomes OPERAND_STRING; anything else OPERAND_NONE. */
#include "frontend/macro.h"

/* --- names ------------------------------------------------------------------------------------------------------------ */

struct gather {
    struct lower *l;
    GHashTable *names;
};

static struct macro_name *name_entry(struct gather *g, CXCursor declaration)
{
    const char *text = cx_intern(g->l->strings, clang_getCursorSpelling(declaration));
    struct macro_name *entry = g_hash_table_lookup(g->names, text);
    if (entry == NULL) {
        entry = g_new0(struct macro_name, 1);
        g_hash_table_insert(g->names, (gpointer)text, entry);
    }
    return entry;
}

static enum CXChildVisitResult gather_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct gather *g = data;
    if (cursor.kind == CXCursor_DeclRefExpr || cursor.kind == CXCursor_MemberRefExpr) {
        CXCursor declaration = clang_getCursorReferenced(cursor);
        if (declaration.kind == CXCursor_FieldDecl) {
            struct macro_name *entry = name_entry(g, declaration);
            entry->field = declaration;
            entry->has_field = true;
        } else if (!cx_is_null(declaration)) {
            struct macro_name *entry = name_entry(g, declaration);
            entry->variable = declaration;
            entry->has_variable = true;
        }
    }
    return CXChildVisit_Recurse;
}

GHashTable *macro_names(struct lower *l, CXCursor expansion)
{
    struct gather g = {.l = l, .names = g_hash_table_new_full(NULL, NULL, NULL, g_free)};
    gather_name(expansion, expansion, &g);
    clang_visitChildren(expansion, gather_name, &g);
    return g.names;
}

/* --- the parser ------------------------------------------------------------------------------------------------------- */

struct parser {
    struct lower *l;
    const struct macro_tokens *tokens;
    uint32_t at;
    GHashTable *names;
    struct loc loc;
    bool failed;
};

static bool peek(const struct parser *p, const char *text)
{
    return p->at < p->tokens->count && strcmp(p->tokens->items[p->at].text, text) == 0;
}

static bool accept(struct parser *p, const char *text)
{
    bool found = peek(p, text);
    p->at += found;
    return found;
}

static struct operand fail(struct parser *p)
{
    p->failed = true;
    return operand_none(NULL);
}

static struct operand parse_unary(struct parser *p);

static struct place *variable_named(struct parser *p, const char *name, bool *is_reference)
{
    struct context *c = p->l->context;
    struct place *found = NULL;
    for (uint32_t i = c->body->locals->len; i > 0 && found == NULL; i--) {
        const struct local *local = &g_array_index(c->body->locals, struct local, i - 1);
        if (local->name == name)
            found = place_root(p->l->arena, ROOT_LOCAL, i - 1, local->type);
    }
    for (uint32_t i = 0; i < c->function->param_count && found == NULL; i++)
        if (c->function->params[i].name == name)
            found = place_root(p->l->arena, ROOT_PARAM, i, c->function->params[i].type);
    *is_reference = found != NULL && found->type->kind == TYPE_REFERENCE;
    return found;
}

/* The field's type, from what the expansion mentions or the records known so far. */
static struct place *select_field(struct parser *p, struct place *base, const char *name)
{
    const struct macro_name *entry = g_hash_table_lookup(p->names, name);
    if (entry != NULL && entry->has_field)
        return field_place(p->l, base, entry->field);
    struct builder *b = p->l->builder;
    guint position = base->type->record == NULL ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(b->record_ids, base->type->record));
    struct type *type = p->l->unknown;
    if (position > 0) {
        const struct record *record = &g_array_index(b->records, struct record, position - 1);
        for (uint32_t i = 0; i < record->field_count; i++)
            if (record->fields[i].name == name)
                type = record->fields[i].type;
    }
    return place_field(p->l->arena, base, name, base->type->record, type);
}

/* MAX_CONNS: worth asking whether it is a macro. */
static bool is_constant_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if (g_ascii_islower(*c))
            return false;
    return true;
}

static struct operand parse_name(struct parser *p, const char *name)
{
    struct lower *l = p->l;
    if (strcmp(name, "NULL") == 0 || strcmp(name, "nullptr") == 0)
        return operand_null(NULL);
    if (strcmp(name, "this") == 0)
        return this_operand(l);
    const struct macro_name *entry = g_hash_table_lookup(p->names, name);
    if (entry != NULL && entry->has_variable)
        return declared_operand(l, entry->variable, entry->variable);
    bool is_reference;
    struct place *place = variable_named(p, name, &is_reference);
    if (place != NULL)
        return operand_place(is_reference ? place_deref(l->arena, place, place->type->target) : place);
    if (entry != NULL && entry->has_field && l->context->this_type != NULL && p->tokens->count > p->at) {
        struct operand self = this_operand(l);
        if (self.kind != OPERAND_NONE)
            return operand_place(field_place(l, pointee_of(l, self, l->context->this_type, p->loc), entry->field));
    }
    const struct macro_definition *macro = is_constant_name(name) ? macro_object_named(l, name) : NULL;
    if (macro != NULL && macro->body.count > 0 && macro->body.count <= 8) {
        struct operand value = macro_operand(l, &macro->body, p->names, p->loc);
        if (value.kind != OPERAND_NONE && value.kind != OPERAND_STRING)
            return value;
    }
    return operand_string(name, NULL);
}

static struct operand parse_literal(struct parser *p, const char *text)
{
    if (text[0] == '"')
        return operand_string(unquote(p->l, text), p->l->string_type);
    char *end = NULL;
    gint64 number = g_ascii_strtoll(text, &end, 0);
    if (end == text || strspn(end, "uUlL") != strlen(end))
        return fail(p);
    return operand_int(number, p->l->int_type);
}

/* "(struct conn *)": a parenthesis that holds a type and is followed by an operand. */
static bool skip_cast(struct parser *p)
{
    uint32_t at = p->at + 1;
    bool has_keyword = false, has_star = false;
    uint32_t names = 0;
    for (; at < p->tokens->count && strcmp(p->tokens->items[at].text, ")") != 0; at++) {
        const struct macro_token *token = &p->tokens->items[at];
        if (strcmp(token->text, "*") == 0)
            has_star = true;
        else if (token->kind == CXToken_Keyword)
            has_keyword = true;
        else if (token->kind == CXToken_Identifier && !has_star)
            names++;
        else
            return false;
    }
    bool is_followed = at + 1 < p->tokens->count && strcmp(p->tokens->items[at + 1].text, ")") != 0 &&
                       strcmp(p->tokens->items[at + 1].text, "->") != 0 && strcmp(p->tokens->items[at + 1].text, ".") != 0 &&
                       strcmp(p->tokens->items[at + 1].text, "[") != 0;
    if (!is_followed || !(has_keyword || (names == 1 && has_star) || names == 1))
        return false;
    p->at = at + 1;
    return true;
}

static struct operand parse_primary(struct parser *p)
{
    if (p->at >= p->tokens->count)
        return fail(p);
    if (peek(p, "(")) {
        if (skip_cast(p))
            return parse_unary(p);
        p->at++;
        struct operand inner = parse_unary(p);
        return accept(p, ")") ? inner : fail(p);
    }
    const struct macro_token *token = &p->tokens->items[p->at++];
    if (token->kind == CXToken_Keyword && strcmp(token->text, "struct") == 0 && p->at + 1 == p->tokens->count)
        return operand_string(p->tokens->items[p->at++].text, NULL);
    if (token->kind == CXToken_Literal)
        return parse_literal(p, token->text);
    if (token->kind == CXToken_Identifier || strcmp(token->text, "this") == 0 || strcmp(token->text, "nullptr") == 0)
        return parse_name(p, token->text);
    return fail(p);
}

static struct operand parse_element(struct parser *p, struct operand base)
{
    struct lower *l = p->l;
    struct operand key = parse_unary(p);
    if (!accept(p, "]")) { /* an index too complicated to read */
        int depth = 1;
        for (; p->at < p->tokens->count && depth > 0; p->at++)
            depth += peek(p, "[") ? 1 : peek(p, "]") ? -1 : 0;
        key = operand_none(NULL);
    }
    if (base.kind != OPERAND_PLACE)
        return fail(p);
    struct type *type = base.place->type->target == NULL ? l->unknown : base.place->type->target;
    if (base.place->type->kind == TYPE_ARRAY)
        base = operand_address(base.place, NULL);
    return operand_place(element_of(l, base, key, type, p->loc));
}

static struct operand parse_postfix(struct parser *p)
{
    struct operand value = parse_primary(p);
    while (!p->failed) {
        bool is_arrow = peek(p, "->");
        bool is_path = value.kind == OPERAND_STRING && value.type == NULL && peek(p, ".") && p->at + 1 < p->tokens->count;
        if (is_path) { /* the field of a nested record: in.node */
            value.text = intern_printf(p->l->strings, "%s.%s", value.text, p->tokens->items[p->at + 1].text);
            p->at += 2;
        } else if (accept(p, "[")) {
            value = parse_element(p, value);
        } else if (is_arrow || peek(p, ".")) {
            p->at++;
            bool is_name = p->at < p->tokens->count && p->tokens->items[p->at].kind == CXToken_Identifier;
            if (!is_name || (value.kind != OPERAND_PLACE && value.kind != OPERAND_ADDRESS))
                return fail(p);
            struct type *pointer = value.kind == OPERAND_PLACE ? value.place->type : value.type;
            struct type *target = type_is_smart_pointer(pointer) ? smart_target(p->l, pointer) : pointer->target;
            struct place *base = is_arrow ? pointee_of(p->l, value, target, p->loc) : place_of(p->l, value, p->loc);
            value = operand_place(select_field(p, base, p->tokens->items[p->at++].text));
        } else {
            break;
        }
    }
    return value;
}

static struct operand parse_unary(struct parser *p)
{
    struct lower *l = p->l;
    if (accept(p, "&")) {
        struct operand value = parse_unary(p);
        if (p->failed || (value.kind != OPERAND_PLACE && value.kind != OPERAND_FUNCTION))
            return fail(p);
        return address_of(l, value, p->loc);
    }
    if (accept(p, "*")) {
        struct operand value = parse_unary(p);
        if (p->failed || value.kind != OPERAND_PLACE)
            return fail(p);
        return operand_place(pointee_of(l, value, value.place->type->target, p->loc));
    }
    if (accept(p, "-")) {
        struct operand value = parse_unary(p);
        if (p->failed || value.kind != OPERAND_INT)
            return fail(p);
        value.number = -value.number;
        return value;
    }
    return parse_postfix(p);
}

struct operand macro_operand(struct lower *l, const struct macro_tokens *tokens, GHashTable *names, struct loc loc)
{
    struct parser p = {.l = l, .tokens = tokens, .names = names, .loc = loc};
    struct operand value = parse_unary(&p);
    if (p.failed || p.at != tokens->count)
        return operand_none(NULL);
    return value;
}
