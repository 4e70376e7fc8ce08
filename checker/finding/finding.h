/* finding.h: the currency of results. A rule makes findings, the store keeps them, emitters print them. */
#ifndef LINGER_FINDING_FINDING_H
#define LINGER_FINDING_FINDING_H

#include "base/arena.h"
#include "base/base.h"
#include "base/loc.h"

enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

const char *confidence_name(enum confidence confidence);              /* "low", "medium", "high" */
bool confidence_parse(const char *text, enum confidence *confidence); /* false: none of the three */

/* One line of the path that leads to the finding, in order. */
struct step {
    struct loc loc;
    const char *text;     /* "registered in 'g_conns' here" */
    const char *function; /* display name of the function it stands in, or NULL */
};

enum finding_state { STATE_NEW, STATE_UNCHANGED, STATE_REOPENED, STATE_FIXED };
enum finding_triage { TRIAGE_OPEN, TRIAGE_CONFIRMED, TRIAGE_FALSE_POSITIVE, TRIAGE_INTENTIONAL };

const char *finding_state_name(enum finding_state state);    /* "new", "unchanged", "reopened", "fixed" */
const char *finding_triage_name(enum finding_triage triage); /* "open", "confirmed", "false-positive", "intentional" */
bool finding_triage_parse(const char *text, enum finding_triage *triage); /* false: none of the four */

/* Weaker identities than the fingerprint, strongest first. The store uses them to recognise a finding whose fingerprint changed
 * with an edit: 0: same alias (the statement changed), 1: same statement (the function was renamed or the code moved),
 * 2: same statement but for the registry's name (the registry was renamed). 0: none. */
enum { FINDING_ALIASES = 3 };

struct finding {
    const char *rule, *kind; /* "unremoved-registration", "exit" */
    enum confidence confidence;
    const char *message; /* one sentence with the names in it */
    struct loc loc;
    const char *function; /* display name of the function around loc, or NULL */
    const char *subject;  /* registry, logger or cycle, as in the fingerprint: "g_conns", "server.clients" */
    const char *container; /* key of the registry in the program, for comments on its declaration; never shown or stored */
    const char *context;  /* the statement's normalised tokens or IR text: part of the fingerprint, never shown */
    const char *alias;    /* who it is whatever its statement says: enclosing symbol; NULL: `function`. See aliases */
    struct step *steps;
    uint32_t step_count;
    const char **evidence; /* sentences: why we believe it */
    uint32_t evidence_count;
    const char *fix;                   /* one sentence */
    char fingerprint[33];              /* filled by results_finish() */
    uint64_t aliases[FINDING_ALIASES]; /* filled by results_finish() */
    /* below: the store's and the suppressions' business */
    const char *suppressed; /* reason of the inline or configured suppression, or NULL */
    enum finding_state state;
    enum finding_triage triage;
    const char *triage_reason, *triage_author, *triage_time; /* of the last word said; NULL: none yet */
    int64_t since_run; /* the run it was first seen in, or seen again after it was gone; 0: not from the store */
};

/* Neither suppressed nor triaged away: what a user wants to hear of. */
bool finding_is_active(const struct finding *finding);

/* Why a registration was reported, or what kept it quiet: one row of the view `registrations`. */
struct registration_row {
    const char *registry, *element, *via; /* "g_conns", "c", "TAILQ_INSERT_TAIL" */
    struct loc loc;
    const char *function;
    const char *verdict; /* "reported", "quiet", "unknown" */
    const char *reason;  /* "removed by conn_free at conn.c:40 on every exit" */
};

struct removal_row {
    const char *registry, *element, *via;
    struct loc loc;
    const char *function;
};

struct hold_row {
    const char *holder, *held, *how; /* "Session.handler_", "Handler", "std::shared_ptr" */
    struct loc loc;
};

/* Everything one run found; rows and findings sorted, findings fingerprinted. Memory: `arena`. */
struct results {
    struct arena *arena;
    GPtrArray *findings;      /* struct finding * */
    GPtrArray *registrations; /* struct registration_row * */
    GPtrArray *removals;      /* struct removal_row * */
    GPtrArray *holds;         /* struct hold_row * */
    GPtrArray *parts;         /* struct results *: whose rows are among these */
};

struct results *results_new(void);
void results_free(struct results *results);
/* All rows of `part`, which belongs to `results` from now on. */
void results_take(struct results *results, struct results *part);

/* Sorts all rows (file, line, column, rule, message), drops exact duplicates, and computes the fingerprints:
 * hash of rule, display path, subject and context; equal ones get an ordinal in order of location. */
void results_finish(struct results *results);

int finding_compare(const struct finding *a, const struct finding *b);

#endif
