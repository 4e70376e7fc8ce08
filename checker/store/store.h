/* store.h: the findings database (.linger/linger.db). The only folder that knows SQLite. Everything below says false or NULL
 * and one sentence on failure: locked, read-only, foreign, newer, corrupt, full. See schema.sql for the public views.
 *
 * Memory: results and rows handed out own all their strings and outlive the store. */
#ifndef LINGER_STORE_STORE_H
#define LINGER_STORE_STORE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/intern.h"
#include "finding/finding.h"

struct store; /* opaque */

enum store_mode {
    STORE_WRITE, /* creates the file and its folder (with a .gitignore holding "*") when missing; migrates older schemas */
    STORE_READ,  /* must exist; works in a read-only folder; an older schema is migrated all the same (with a backup) */
};

struct store *store_open(const char *path, enum store_mode mode, struct error *err);
void store_close(struct store *store); /* NULL is fine */

/* How long to wait for another linger that is writing (default 10 s) before saying so. */
void store_set_patience(struct store *store, uint32_t milliseconds);

/* --- runs ------------------------------------------------------------------------------------------------------------------ */

struct run_unit {
    const char *path;    /* as module.path */
    const char *status;  /* "ok", "partial", "failed" */
    const char *problem; /* or NULL */
    /* The project files it reads besides `path` (its headers), NULL-terminated, or NULL: not known. Findings in headers are
     * fixed only if no unit that was not "ok" may have read them; in partial runs, only if a unit listed here did. */
    const char *const *files;
};

/* One finished run, written in one transaction. `is_whole` false: only part of the project was looked at (FILE…, hook): findings
 * outside the units given are carried over, not fixed. Findings whose files (loc or a step) belong to failed or partial units
 * are never marked fixed. */
struct run_record {
    const char *revision; /* git commit or NULL */
    bool is_dirty, is_whole;
    const char *version, *libclang;
    double seconds;
    const char *arguments; /* command line, for people */
    const struct run_unit *units;
    uint32_t unit_count;
    const struct results *results;
    const char *when; /* ISO 8601, UTC; NULL: now */
};

/* Writes the run and fills `state`, `triage`… and `since_run` of every finding in record->results. `run` (may be NULL) receives
 * its id. The results must be finished (results_finish()). On failure nothing was written. */
bool store_record_run(struct store *store, const struct run_record *record, int64_t *run, struct error *err);

/* Fills the same, as if the run were recorded, and writes nothing: for hooks. An empty or missing history makes all new. */
bool store_match_run(struct store *store, const struct run_record *record, struct error *err);

struct run_row {
    int64_t id;
    const char *when, *revision, *version, *libclang, *arguments;
    bool is_dirty, is_whole;
    double seconds;
    uint32_t units, failed_units, partial_units;
    /* findings neither suppressed nor triaged away: */
    uint32_t total, fresh, fixed, reopened;
    uint32_t by_confidence[3];
    /* findings that are (dismissed: triaged as false-positive or intentional): */
    uint32_t suppressed, dismissed;
};

/* Oldest first: struct run_row *. Free with g_ptr_array_unref (rows are freed with it). */
GPtrArray *store_runs(struct store *store, struct error *err);

/* Failed and partial units of a run (0: the last): struct run_unit *. Free with g_ptr_array_unref. */
GPtrArray *store_failed_units(struct store *store, int64_t run, struct error *err);

/* What a person may call a run: its number ("12"), "last", "last~2" (two before it), a date ("2026-01-31": the last run up to
 * its end), or a git revision, at least 4 digits of it (its last run). */
bool store_find_run(struct store *store, const char *text, int64_t *run, struct error *err);

/* Keeps the last `keep` runs (at least 1). Findings gone before the oldest of them are forgotten, what people said about them is
 * not. Gives the disk space back. */
struct prune_counts {
    uint32_t runs, findings;
    bool is_compacted; /* false: no room or another reader; the space will be used again instead */
};
bool store_prune(struct store *store, uint32_t keep, struct prune_counts *counts, struct error *err);

/* --- conclusions: what an analysis came to, before the history has its say -----------------------------------------------------
 */

/* All that the stages after the analysis need of it: kept in the cache, so that an unchanged program is not analysed again. */
struct conclusions {
    struct results *results; /* finished */
    struct run_unit *units;
    uint32_t unit_count;
    uint64_t functions, lines, cursors, unlowered; /* of all units, for people */
};

GByteArray *conclusions_to_bytes(const struct conclusions *conclusions);
/* Strings go to `texts`, units and results live in the new results' arena. False: these are no conclusions. */
bool conclusions_from_bytes(const uint8_t *bytes, size_t size, struct intern *texts, struct conclusions *conclusions);

/* --- findings -------------------------------------------------------------------------------------------------------------- */

/* The findings of a run (0: the last), states filled, sorted as findings are; `all` includes suppressed and triaged ones. A
 * finding is stored once: text, place and steps are those of the last run that saw it. */
struct results *store_load_findings(struct store *store, int64_t run, bool all, struct error *err);

/* Some of them. Zeroes and NULLs do not restrict. */
struct finding_filter {
    int64_t run;       /* 0: the last */
    bool all;          /* also suppressed ones and those triaged away */
    int64_t since_run; /* new or reopened in this run or later */
    const char *rule;
    const char *file;               /* this file, or what lies below this folder */
    enum confidence min_confidence; /* 0 is CONFIDENCE_LOW: no restriction */
    bool without_steps;             /* leaves steps and evidence empty: cheaper for lists */
    uint64_t offset;                /* of a page */
    uint32_t limit;                 /* findings on it; 0: all */
};
struct results *store_load_page(struct store *store, const struct finding_filter *filter, struct error *err);

/* How many store_load_page would give without offset and limit. */
bool store_count_findings(struct store *store, const struct finding_filter *filter, uint64_t *count, struct error *err);

/* The one finding (present or gone: STATE_FIXED) with this fingerprint, a unique prefix of it (>= 6 digits), or a fingerprint it
 * had before an edit; registrations etc. stay empty. */
struct results *store_find_finding(struct store *store, const char *fingerprint, struct error *err);

/* The registrations that the last run saw in a file, on one line or (0) all; findings etc. stay empty. */
struct results *store_load_registrations(struct store *store, const char *file, uint32_t line, struct error *err);

/* Two runs compared; suppressed and triaged ones included only with `all`. Free with store_diff_free. */
struct store_diff {
    int64_t from, to;
    struct results *added; /* in `to`, not in `from` (STATE_NEW, or STATE_REOPENED if it had been there before) */
    struct results *gone;  /* in `from`, not in `to` (STATE_FIXED) */
    uint64_t kept;         /* in both */
};
struct store_diff *store_diff_runs(struct store *store, int64_t from, int64_t to, bool all, struct error *err);
void store_diff_free(struct store_diff *diff); /* NULL is fine */

/* What happened to a finding, oldest first: struct history_row *, freed with the array. */
struct history_row {
    int64_t run;                /* 0: an act of triage, not of a run */
    const char *when;           /* NULL: that run is pruned */
    enum finding_state state;   /* if run != 0: STATE_NEW, STATE_FIXED, STATE_REOPENED */
    enum finding_triage triage; /* if run == 0 */
    const char *reason, *author;
};
GPtrArray *store_history(struct store *store, const char *fingerprint, struct error *err);

/* --- triage ---------------------------------------------------------------------------------------------------------------- */

/* "open", "confirmed", "false-positive", "intentional"; a unique prefix of the fingerprint (>= 6 digits) will do. */
bool store_triage(struct store *store, const char *fingerprint, const char *state, const char *reason, const char *author,
                  struct error *err);

/* --- baselines: findings and what people said about them, as text for git (`linger baseline`) ------------------------------- */

/* Every finding of the last run and every word of triage: one line each, sorted by fingerprint, nothing in it that changes when
 * code moves, so that branches merge. NULL with a sentence. */
GString *store_write_baseline(struct store *store, struct error *err);

/* Takes over the triage in a baseline's text; `name` is the file's, for sentences. Of two words about one finding the later wins;
 * findings not seen yet keep theirs until they are. */
struct baseline_counts {
    uint32_t lines, applied, older; /* older: the database knew better */
};
bool store_apply_baseline(struct store *store, const char *name, const char *text, size_t length, struct baseline_counts *counts,
                          struct error *err);

struct baseline; /* opaque: a set of findings */

struct baseline *baseline_parse(const char *name, const char *text, size_t length, struct error *err);
struct baseline *store_baseline_of_run(struct store *store, int64_t run, struct error *err); /* 0: the last */
void baseline_free(struct baseline *baseline);                                               /* NULL is fine */

/* For each of the findings: is it in the baseline, under its fingerprint or (if that one is not among the findings) as its former
 * self? `known` has results->findings->len elements. */
void baseline_match(const struct baseline *baseline, const struct results *results, bool *known);

/* --- cached facts: .linger/cache.db beside the findings; disposable, rebuilt when corrupt --------------------------------- */

struct cache; /* opaque */

struct cache *cache_open(const char *path, struct error *err); /* NULL only when not even a fresh one can be made */
void cache_close(struct cache *cache);                         /* NULL is fine */

/* The stored facts of a unit, or whatever else is kept under a key. The last few versions are there: what is on disk, what is
 * staged, what was before the change. */
struct cache_entry {
    int64_t id;
    struct hash facts_hash;       /* of the bytes */
    const char *dependencies;     /* newline-separated; this and the next: only within is_wanted() */
    const char *dependencies_key; /* of what they are, as given to cache_put() */
};

/* The newest version of a key that is wanted. A unit's facts are fresh when its `dependencies_key` is what the caller computes
 * from what `dependencies` names now. No facts are read for that. */
bool cache_find(struct cache *cache, const char *key, bool (*is_wanted)(const struct cache_entry *entry, void *user), void *user,
                struct cache_entry *entry);
GBytes *cache_read(struct cache *cache, const struct cache_entry *entry); /* g_bytes_unref; NULL: damaged, or gone */
bool cache_put(struct cache *cache, const char *unit_key, const char *dependencies, const char *dependencies_key,
               const void *facts, size_t size, struct error *err);

/* Drops what is not among the live keys (NULL: all live), then the longest unused until at most max_bytes of facts (0: no bound)
 * are left. */
bool cache_prune(struct cache *cache, const char *const *live_unit_keys, uint64_t max_bytes, struct error *err);

struct cache_size {
    uint64_t entries, bytes; /* units, each counted once; bytes of all that is kept */
};
bool cache_measure(struct cache *cache, struct cache_size *size, struct error *err);

#endif
