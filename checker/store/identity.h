/* identity.h: what identity.c, pairing.c and words.c share while they make a plan. */
#ifndef LINGER_STORE_IDENTITY_H
#define LINGER_STORE_IDENTITY_H

#include "store/internal.h"

/* A finding stored as present that this run has not seen. */
struct unseen {
    int64_t id, since_run;
    const char *path, *rule, *function;
    char fingerprint[33];
    int64_t line, column;
    bool is_suppressed;
    enum finding_triage triage;
    uint64_t content, aliases[FINDING_ALIASES];
    bool is_taken; /* a finding of this run turned out to be it */
};

struct planner {
    struct store *store;
    const struct run_record *record;
    struct plan *plan;
    struct coverage *coverage;
    int64_t run;      /* the id it will have */
    bool has_triage;  /* else nobody need be asked */
    GHashTable *seen; /* row ids, as int64_t * into the matches */
    GArray *unseen;   /* struct unseen, by place */
};

/* A row of KNOWN or KNOWN_RENAMED. */
struct known {
    int64_t id, since_run;
    char fingerprint[33];
    bool is_gone;
    uint64_t content;
    enum finding_triage triage;
};

static inline struct finding *finding_at(const struct planner *planner, guint i)
{
    return planner->record->results->findings->pdata[i];
}

/* No stored finding turned out to be it (yet). */
static inline bool finding_is_new(const struct planner *planner, guint i)
{
    return planner->plan->matches[i].id == 0;
}

/* One stored finding by its fingerprint. 1: found; 0: not; -1: failed. */
int planner_look_up(struct planner *planner, enum statement which, const char *fingerprint, struct known *known,
                    struct error *err);

/* The i-th finding of the run is this stored one. */
void planner_set_known(struct planner *planner, guint i, const struct known *known);

/* pairing.c: fills `unseen`; then pairs what is new with what was not seen. */
bool planner_collect_unseen(struct planner *planner, struct error *err);
bool planner_pair(struct planner *planner, struct error *err);

/* words.c: what people said about the findings of the run. */
bool planner_fill_triage(struct planner *planner, struct error *err);

#endif
