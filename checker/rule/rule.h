/* rule.h: front door of the rules. A rule is one file ending in a `struct rule`, listed in rules.def. */
#ifndef LINGER_RULE_RULE_H
#define LINGER_RULE_RULE_H

#include "finding/finding.h"
#include "program/program.h"

struct rule {
    const char *id;    /* "unremoved-registration" */
    const char *brief; /* one line for `linger rules` */
    const char *const *kinds; /* NULL-terminated */
    void (*check)(const struct program *program, struct results *results);
};

/* All rules, in the order of rules.def; NULL-terminated. */
const struct rule *const *rules_all(void);
const struct rule *rule_find(const char *id); /* or NULL */

/* Runs the rules whose ids are in `only` (NULL: all) and finishes the results: suppressions applied, sorted, fingerprinted. */
void rules_run(const struct program *program, const char *const *only, struct results *results);

#endif
