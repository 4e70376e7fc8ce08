/* schedule.h: jobs that need one another's results, on several threads. A job needs jobs of smaller numbers only, so that doing
 * them one by one, in order, is one way to do them all; every other way must come to the same. */
#ifndef LINGER_PROGRAM_SCHEDULE_H
#define LINGER_PROGRAM_SCHEDULE_H

#include "base/base.h"

struct schedule; /* opaque */

struct schedule *schedule_new(uint32_t count);
void schedule_free(struct schedule *schedule);

/* `job` is not begun before `needed` is done; said before schedule_run(), and as often as one likes. */
void schedule_need(struct schedule *schedule, uint32_t job, uint32_t needed);

/* Calls run(job, workers[i]) once for each job, in as many threads as there are workers; this thread is the first of them. */
void schedule_run(struct schedule *schedule, void (*run)(uint32_t job, void *worker), void *const *workers,
                  unsigned worker_count);

/* Called by `job`, on behalf of `worker`: returns when a smaller job that it did not know it needs is done. Does other jobs
 * meanwhile, smaller ones, so that nobody waits for ever. */
void schedule_wait(struct schedule *schedule, uint32_t job, uint32_t needed, void *worker);

#endif
