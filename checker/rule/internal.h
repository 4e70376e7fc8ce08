/* internal.h: what the rules share. */
#ifndef LINGER_RULE_INTERNAL_H
#define LINGER_RULE_INTERNAL_H

#include "rule/rule.h"

/* report.c: findings piece by piece; all strings are copied into the results' arena. */
struct draft {
    struct results *results;
    struct finding *finding;
    GArray *steps;    /* struct step */
    GPtrArray *evidence;
};

struct draft draft_new(struct results *results, const char *rule, const char *kind, enum confidence confidence, struct loc loc);
void draft_step(struct draft *draft, struct loc loc, const char *function, const char *format, ...) LINGER_PRINTF(4, 5);
void draft_evidence(struct draft *draft, const char *format, ...) LINGER_PRINTF(2, 3);
const char *draft_text(const struct draft *draft, const char *format, ...) LINGER_PRINTF(2, 3);
/* Adds the finding to the results. In tests one confidence lower; in foreign code not at all (false). */
bool draft_report(struct draft *draft, const struct program *program);
void draft_drop(struct draft *draft); /* instead of reporting it */

const char *results_copy(struct results *results, const char *text); /* NULL gives NULL */
struct loc results_copy_loc(struct results *results, struct loc loc);

/* "g_conns", "server.clients": the name of a registry key for people, the same in every function. Interned. */
const char *registry_subject(const struct program *program, const char *key);

#endif
