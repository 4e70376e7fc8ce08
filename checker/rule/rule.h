/* rule.h: front door of the rules. A rule is one file ending in a `struct rule`, listed in rules.def. */
#ifndef LINGER_RULE_RULE_H
#define LINGER_RULE_RULE_H

#include "finding/finding.h"
#include "program/program.h"

struct rule {
    const char *id;    /* "unremoved-registration" */
    const char *brief; /* one line for `linger rules` */
    const char *const *kinds; /* NULL-terminated */
    void (*check)(const struct program *program, struct results *results); /* NULL: it looks at what the others found */
};

/* All rules, in the order of rules.def; NULL-terminated. */
const struct rule *const *rules_all(void);
const struct rule *rule_find(const char *id); /* or NULL */

struct rules_request {
    const char *const *only; /* ids of the rules to run; NULL: all */
    bool is_incomplete;      /* some unit's facts are missing, in part or altogether */
};

/* Runs the rules and finishes the results: comments that silence findings applied, sorted, fingerprinted. */
void rules_run(const struct program *program, const struct rules_request *request, struct results *results);

#endif
