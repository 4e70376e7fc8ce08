/* pipeline_index.h: the first stage: units in, modules out. What is cached and unchanged is taken from there, the rest is lowered
 * in worker processes. The result does not depend on their number, on the order of the units or on the state of the cache.
 *
 * Two steps: index_run() finds out what the facts of the program are, index_load() reads them. When all of them are known from an
 * earlier run, so are the conclusions, and nobody need read them. */
#ifndef LINGER_PIPELINE_INDEX_H
#define LINGER_PIPELINE_INDEX_H

#include "frontend/frontend.h"
#include "project/project.h"
#include "store/store.h"

struct index_request {
    const struct project *project; /* its units are what is indexed */
    struct intern *strings;        /* of all modules; outlives them */
    const char *cache_path;        /* .linger/cache.db; NULL: no cache */
    const struct unsaved_file *unsaved;
    uint32_t unsaved_count;
    unsigned workers;    /* 0: one for each processor */
    double unit_seconds; /* of processor time for one unit; 0: the default */
    uint64_t unit_bytes; /* memory limit of one unit; 0: the default */

    /* Called after each finished unit; may be NULL. */
    void (*progress)(uint32_t finished, uint32_t total, const char *path, void *user);
    void *user;
};

enum { INDEX_DEFAULT_SECONDS = 120, INDEX_DEFAULT_MEBIBYTES = 3072 };

struct index_failure {
    const char *path;   /* as module.path */
    const char *reason; /* "took more than 60 s of processor time": follows "PATH: " */
};

struct index_stats {
    uint32_t units, cached, indexed; /* units = cached + indexed + failed before either */
    double seconds;                  /* wall time of the stage */
    double worker_seconds;           /* added over all units lowered now: parse, lowering, serialising */
    double decode_seconds;           /* bytes to modules */
    uint64_t bytes;                  /* of facts */
};

struct index_result {
    struct hash key;     /* of all facts and failures, and of linger itself: equal keys, equal programs */
    GPtrArray *modules;  /* struct module *, sorted by path, then variant; MODULE_OK and MODULE_PARTIAL; freed with the result */
    GPtrArray *failed;   /* struct index_failure *, sorted by path; the project's missing units are among them */
    struct cache *cache; /* open, for what later stages keep there; NULL: none */
    char *cache_problem; /* why there was no cache, or it could not be written; NULL: all well */
    struct index_stats stats;
    struct indexing *pending; /* what index_load() has to do; NULL: nothing more */
};

/* NULL only if no worker process can be started. A unit that fails is in `failed`, and the others go on. */
struct index_result *index_run(const struct index_request *request, struct error *err);
/* Fills `modules` and `failed`. False only if no worker process can be started. */
bool index_load(struct index_result *result, struct error *err);
void index_result_free(struct index_result *result); /* NULL is fine */

#endif
