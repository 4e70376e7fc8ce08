/* allowance.h: comments addressed to linger, read and matched; what suppress.c and unused_suppression.c share. */
#ifndef LINGER_RULE_ALLOWANCE_H
#define LINGER_RULE_ALLOWANCE_H

#include "rule/internal.h"

struct allowance {
    const struct remark *remark;
    const char *form;      /* "linger:allow" */
    char **rules;          /* ids named; NULL: linger:immortal */
    const char *reason;    /* NULL: none given */
    const char *container; /* of linger:immortal, the key of the container declared there, or NULL */
    uint32_t line;         /* it speaks of; in remark->loc.file */
    bool needs_reason;
    bool is_used;          /* a finding was silenced by it */
};

/* All comments of the program, once each; in order of place. */
GArray *allowances_read(const struct program *program);
void allowances_free(GArray *allowances);

/* Marks the findings silenced, and the allowances used. */
void allowances_apply(GArray *allowances, struct results *results);

/* unused_suppression.c: reports those that silence nothing, or never could. */
extern const struct rule rule_unused_suppression;
void unused_suppressions(const struct program *program, const GArray *allowances, const struct rules_request *request,
                         struct results *results);

#endif
