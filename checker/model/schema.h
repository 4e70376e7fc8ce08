/* schema.h: a model file as its YAML says it, before names and slots are understood. Private to model/. */
#ifndef LINGER_MODEL_SCHEMA_H
#define LINGER_MODEL_SCHEMA_H

#include "base/error.h"
#include "model/model.h"

#include <cyaml/cyaml.h>

struct yaml_effect {
    enum effect_kind kind;
    char *in, *element, *key, *link, *handle, *to, *from, *result, *function, *data, *on;
    uint32_t flags;
    char *when, *text;
};

struct yaml_api {
    char *name;
    char **names;
    uint32_t name_count;
    char *args;
    char **params;
    uint32_t param_count;
    struct yaml_effect *effects;
    uint32_t effect_count;
    char *fix;
};

enum type_traits {
    TRAIT_ASSOCIATIVE = 1 << 0,
    TRAIT_SEQUENCE = 1 << 1,
    TRAIT_NODE_BASED = 1 << 2,
    TRAIT_AUTO_UNLINK = 1 << 3,
    TRAIT_BOUNDED = 1 << 4,
    TRAIT_LOCK_GUARD = 1 << 5,
};

struct yaml_type {
    char *name;
    char **names;
    uint32_t name_count;
    enum ownership ownership;
    uint32_t *holds;
    uint32_t holds_count;
    uint32_t traits;
    char *base;
    struct yaml_api *methods;
    uint32_t method_count;
};

struct yaml_library {
    char *library, *about;
    bool over_body;
    struct yaml_api *macros, *functions;
    uint32_t macro_count, function_count;
    struct yaml_type *types;
    uint32_t type_count;
};

/* Positions in a YAML text: the tree of its nodes, walked beside the loaded data. */
struct outline; /* opaque */
struct node;    /* opaque: a YAML node; NULL is allowed everywhere and means "unknown" */

/* NULL and "line:column: sentence" when the text is no YAML. */
struct outline *outline_new(const char *text, size_t size, struct error *err);
void outline_free(struct outline *outline);
const struct node *outline_root(const struct outline *outline);
const struct node *outline_key(const struct outline *outline, const struct node *mapping, const char *key); /* its value */
const struct node *outline_entry(const struct outline *outline, const struct node *sequence, uint32_t index);
void outline_position(const struct node *node, uint32_t *line, uint32_t *column); /* unknown: 1, 1 */

/* The first mapping key spelled `key`, or text, at or after the position; and the innermost mapping around it without `key`. */
bool outline_find_text(const struct outline *outline, const char *text, uint32_t *line, uint32_t *column);
bool outline_find_key(const struct outline *outline, const char *key, uint32_t *line, uint32_t *column);
bool outline_find_lacking(const struct outline *outline, const char *key, uint32_t *line, uint32_t *column);

/* Schema-checked loading. NULL and "path:line:column: sentence". */
struct yaml_library *schema_load(const char *path, const char *text, size_t size, const struct outline *outline,
                                 struct error *err);
void schema_free(struct yaml_library *library); /* NULL is fine */

#endif
