/* pool.h: worker processes. Jobs are numbers; a worker is forked from us, gets one number at a time and answers with bytes. One
 * that crashes, hangs or eats memory is killed and replaced; its job fails with a reason and the others go on.
 *
 * Needs: no threads in the calling process. Workers die with it (also by Ctrl-C or kill -9), read nothing from stdin, write their
 * stdout to stderr, and leave no core files. */
#ifndef LINGER_BASE_POOL_H
#define LINGER_BASE_POOL_H

#include "base/error.h"

struct pool_jobs {
    uint32_t count; /* jobs are 0 … count-1, started in this order */

    /* In a worker: appends the answer to `out`. */
    void (*work)(uint32_t job, GByteArray *out, void *user);

    /* In the caller's process, as jobs finish (in any order), once for each. Either `bytes` (valid during the call) or `failure`:
     * "crashed with signal 11 (Segmentation fault)", "took more than 60 s of processor time". */
    void (*done)(uint32_t job, const uint8_t *bytes, size_t size, const char *failure, void *user);

    void *user;
};

struct pool_options {
    unsigned workers;     /* 0 counts as 1 */
    double job_seconds;   /* processor time of one job, and for how long it may do nothing at all; 0: no limit */
    uint64_t job_bytes;   /* resident memory of a worker beyond what it was born with; 0: no limit */
    uint64_t stack_bytes; /* stack a worker should have; 0: as it is */
};

/* False only if no worker can be started at all; jobs not done by then are never reported. */
bool pool_run(const struct pool_jobs *jobs, const struct pool_options *options, struct error *err);

/* Processors this process may use; at least 1. */
unsigned pool_processors(void);

#endif
