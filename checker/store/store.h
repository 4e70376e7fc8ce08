/* store.h: the findings database (.linger/linger.db). The only folder that knows SQLite. Everything below says false or NULL
 * and one sentence on failure: locked, read-only, foreign, newer, corrupt, full. See schema.sql for the public views. */
#ifndef LINGER_STORE_STORE_H
#define LINGER_STORE_STORE_H

#include "base/error.h"
#include "finding/finding.h"

struct store; /* opaque */

enum store_mode {
    STORE_WRITE, /* creates the file and its folder (with a .gitignore holding "*") when missing; migrates older schemas */
    STORE_READ,
};

struct store *store_open(const char *path, enum store_mode mode, struct error *err);
void store_close(struct store *store);

struct run_unit {
    const char *path;    /* as module.path */
    const char *status;  /* "ok", "partial", "failed" */
    const char *problem; /* or NULL */
};

/* One finished run, written in one transaction. `is_whole` false: only part of the project was looked at (FILE…, hook): findings
 * outside the units given are carried over, not fixed. Findings whose files (loc or a step) belong to failed units are never
 * marked fixed. */
struct run_record {
    const char *revision;      /* git commit or NULL */
    bool is_dirty, is_whole;
    const char *version, *libclang;
    double seconds;
    const char *arguments;     /* command line, for people */
    const struct run_unit *units;
    uint32_t unit_count;
    const struct results *results;
};

/* Writes the run and fills `state` and `triage` of every finding in record->results. `run` receives its id. */
bool store_record_run(struct store *store, const struct run_record *record, int64_t *run, struct error *err);

/* The findings of a run (0: the last), states filled, sorted as findings are; `all` includes suppressed and triaged ones. */
struct results *store_load_findings(struct store *store, int64_t run, bool all, struct error *err);

struct run_row {
    int64_t id;
    const char *when, *revision, *version, *libclang;
    bool is_dirty, is_whole;
    double seconds;
    uint32_t units, failed_units, total, fresh, fixed, reopened, suppressed;
    uint32_t by_confidence[3];
};

/* Oldest first. Free with g_ptr_array_unref (rows are freed with it). */
GPtrArray *store_runs(struct store *store, struct error *err);

/* Failed and partial units of a run (0: the last): struct run_unit *. */
GPtrArray *store_failed_units(struct store *store, int64_t run, struct error *err);

/* "open", "confirmed", "false-positive", "intentional"; a unique prefix of the fingerprint (>= 6 digits) will do. */
bool store_triage(struct store *store, const char *fingerprint, const char *state, const char *reason, const char *author,
                  struct error *err);

/* --- cached facts: .linger/cache.db beside the findings; disposable, rebuilt when corrupt --------------------------------- */

struct cache; /* opaque */

struct cache *cache_open(const char *path, struct error *err); /* NULL only when not even a fresh one can be made */
void cache_close(struct cache *cache);

/* The stored facts of a unit: `unit_key` names the unit and its arguments. They are fresh when `dependencies_key`, computed by the
 * caller from the listed dependencies' contents, equals the stored one. Bytes are owned by the caller (g_bytes_unref). */
bool cache_get(struct cache *cache, const char *unit_key, char **dependency_paths /* newline-separated; g_free */,
               char dependencies_key[33], GBytes **facts);
bool cache_put(struct cache *cache, const char *unit_key, const char *dependency_paths, const char *dependencies_key,
               const void *facts, size_t size, struct error *err);
bool cache_prune(struct cache *cache, const char *const *live_unit_keys, uint64_t max_bytes, struct error *err);

#endif
