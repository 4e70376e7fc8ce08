/* macro.h: what the files about macros share: definitions as tokens, and operands read from tokens. */
#ifndef LINGER_FRONTEND_MACRO_H
#define LINGER_FRONTEND_MACRO_H

#include "frontend/lower.h"

/* One token's text, interned; whether blanks stood before it does not matter. */
struct macro_token {
    const char *text;
    enum CXTokenKind kind;
};

struct macro_tokens {
    struct macro_token *items;
    uint32_t count;
};

/* A #define of the function-like sort, taken apart. */
struct macro_definition {
    const char *name;
    bool is_function_like;
    bool is_variadic;    /* the last parameter takes the rest */
    bool is_interesting; /* does something: an assignment, a call, another macro, a block */
    const char **params;
    uint32_t param_count;
    struct macro_tokens body;
};

enum { MACRO_DEPTH = 4 };

/* macro_text.c */
const struct macro_definition *macro_definition_of(struct lower *l, CXCursor definition);
/* NULL: none of that name. */
const struct macro_definition *macro_definition_named(struct lower *l, const char *name);
const struct macro_definition *macro_object_named(struct lower *l, const char *name);
struct macro_tokens macro_tokens_of(struct lower *l, CXSourceRange range);
/* The arguments of `NAME ( a, b )` that starts at tokens[at]; `count` of them; returns the position after `)` or 0. */
uint32_t macro_arguments(struct lower *l, const struct macro_definition *macro, const struct macro_tokens *tokens, uint32_t at,
                         struct macro_tokens **arguments, uint32_t *count);
/* The body with parameters replaced and `##` pasted. */
struct macro_tokens macro_substitute(struct lower *l, const struct macro_definition *macro, const struct macro_tokens *arguments,
                                     uint32_t count);

/* macro_place.c: an argument's tokens -> the operand they mean; OPERAND_NONE when too complicated. `names` maps interned
 * spellings to declarations met in the expansion (struct macro_name *). */
struct macro_name {
    CXCursor variable, field;
    bool has_variable, has_field;
};
GHashTable *macro_names(struct lower *l, CXCursor expansion);
struct operand macro_operand(struct lower *l, const struct macro_tokens *tokens, GHashTable *names, struct loc loc);

#endif
