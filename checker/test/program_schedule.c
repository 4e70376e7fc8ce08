/* Jobs that need one another, on several threads. */
#include "test/test.h"

#include "program/schedule.h"

enum { JOBS = 2000, THREADS = 4 };

struct world {
    struct schedule *schedule;
    uint32_t needs[JOBS][3]; /* the last one is not told beforehand */
    bool is_done[JOBS];
    unsigned done, early;
};

struct hand {
    struct world *world;
};

static bool is_done(struct world *world, uint32_t job)
{
    return __atomic_load_n(&world->is_done[job], __ATOMIC_ACQUIRE);
}

static void run(uint32_t job, void *data)
{
    struct world *world = ((struct hand *)data)->world;
    unsigned early = 0;
    for (int i = 0; i < 2; i++)
        early += world->needs[job][i] < job && !is_done(world, world->needs[job][i]);
    uint32_t unknown = world->needs[job][2];
    if (unknown < job) {
        schedule_wait(world->schedule, job, unknown, data);
        early += !is_done(world, unknown);
    }
    __atomic_add_fetch(&world->early, early, __ATOMIC_RELAXED);
    __atomic_add_fetch(&world->done, 1, __ATOMIC_RELAXED);
    __atomic_store_n(&world->is_done[job], true, __ATOMIC_RELEASE);
}

/* Needs far and near; job 0 is given as "none". */
static struct world *world_new(unsigned seed)
{
    struct world *world = g_new0(struct world, 1);
    GRand *random = g_rand_new_with_seed(seed);
    world->schedule = schedule_new(JOBS);
    for (uint32_t job = 0; job < JOBS; job++)
        for (int i = 0; i < 3; i++) {
            uint32_t span = i == 0 ? 5 : JOBS;
            world->needs[job][i] = job == 0 ? JOBS : job - 1 - (uint32_t)g_rand_int_range(random, 0, (gint32)MIN(job, span));
            if (job > 0 && i < 2)
                schedule_need(world->schedule, job, world->needs[job][i]);
        }
    g_rand_free(random);
    return world;
}

static void run_all(unsigned seed, unsigned threads)
{
    struct world *world = world_new(seed);
    struct hand hands[THREADS];
    void *workers[THREADS];
    for (unsigned i = 0; i < threads; i++) {
        hands[i] = (struct hand){world};
        workers[i] = &hands[i];
    }
    schedule_run(world->schedule, run, workers, threads);
    CHECK_NUMBER(world->done, JOBS);
    CHECK_NUMBER(world->early, 0);
    schedule_free(world->schedule);
    g_free(world);
}

TEST(program_schedule_one_thread)
{
    run_all(1, 1);
}

TEST(program_schedule_threads)
{
    for (unsigned seed = 2; seed < 12; seed++)
        run_all(seed, THREADS);
}
