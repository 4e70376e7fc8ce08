/* config.h: what .linger.yaml in the project root says. Read-only after loading. */
#ifndef LINGER_PROJECT_CONFIG_H
#define LINGER_PROJECT_CONFIG_H

#include "base/error.h"

/* Findings accepted for the whole project. Absent (NULL) parts fit everything; at least one is there. */
struct config_suppression {
    char *rule;   /* rule id */
    char *path;   /* pattern, see pattern.h */
    char *symbol; /* pattern over display names: `*` and `?` */
    char *reason; /* never empty */
};

enum config_confidence { CONFIG_UNSET, CONFIG_LOW, CONFIG_MEDIUM, CONFIG_HIGH };

struct config {
#define LIST(key, help)                                                                                                          \
    char **key; /* key##_count of them; NULL: not given (an empty list is not NULL) */                                           \
    unsigned key##_count;
#define NUMBER(key, help) unsigned key;
#define CONFIDENCE(key, help) enum config_confidence key;
#define TEXT(key, help) char *key;
#define SUPPRESS(key, help)                                                                                                      \
    struct config_suppression *key;                                                                                              \
    unsigned key##_count;
#include "project/config.def"
#undef LIST
#undef NUMBER
#undef CONFIDENCE
#undef TEXT
#undef SUPPRESS
};

/* The configuration in `path`; an empty one if there is no such file. NULL and "path:line:column: …" when it is wrong. */
struct config *config_load(const char *path, struct error *err);
void config_free(struct config *config); /* NULL is fine */

/* Every key with its help as comments, for `linger init`; g_free. */
char *config_template(void);

#endif
