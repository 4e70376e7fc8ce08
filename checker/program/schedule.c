#include "program/schedule.h"

#include <pthread.h>

enum { NO_NEED = UINT32_MAX };

/* Somebody needs the job; the next one who does. */
struct need {
    uint32_t job, next;
};

struct schedule {
    uint32_t count;
    uint32_t *needs; /* job -> how many that it needs are not done */
    uint32_t *first; /* job -> in `needed_by` */
    bool *is_done;   /* read without the lock */
    GArray *needed_by;
    uint32_t *ready; /* a heap: the smallest job first, as if there were one thread */
    uint32_t ready_count, left;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    void (*run)(uint32_t job, void *worker);
};

struct schedule *schedule_new(uint32_t count)
{
    struct schedule *schedule = g_new0(struct schedule, 1);
    schedule->count = schedule->left = count;
    schedule->needs = g_new0(uint32_t, count);
    schedule->first = g_new(uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        schedule->first[i] = NO_NEED;
    schedule->is_done = g_new0(bool, count);
    schedule->needed_by = g_array_new(FALSE, FALSE, sizeof(struct need));
    schedule->ready = g_new(uint32_t, count);
    pthread_mutex_init(&schedule->lock, NULL);
    pthread_cond_init(&schedule->changed, NULL);
    return schedule;
}

void schedule_free(struct schedule *schedule)
{
    g_free(schedule->needs);
    g_free(schedule->first);
    g_free(schedule->is_done);
    g_array_free(schedule->needed_by, TRUE);
    g_free(schedule->ready);
    pthread_mutex_destroy(&schedule->lock);
    pthread_cond_destroy(&schedule->changed);
    g_free(schedule);
}

void schedule_need(struct schedule *schedule, uint32_t job, uint32_t needed)
{
    g_assert(needed < job);
    struct need need = {.job = job, .next = schedule->first[needed]};
    schedule->first[needed] = schedule->needed_by->len;
    g_array_append_val(schedule->needed_by, need);
    schedule->needs[job]++;
}

/* --- the heap; under the lock ---------------------------------------------------------------------------------------------- */

static void push(struct schedule *schedule, uint32_t job)
{
    uint32_t at = schedule->ready_count++;
    for (; at > 0 && schedule->ready[(at - 1) / 2] > job; at = (at - 1) / 2)
        schedule->ready[at] = schedule->ready[(at - 1) / 2];
    schedule->ready[at] = job;
}

static uint32_t pop(struct schedule *schedule)
{
    uint32_t *heap = schedule->ready, smallest = heap[0], last = heap[--schedule->ready_count], at = 0;
    for (;;) {
        uint32_t child = 2 * at + 1;
        child += child + 1 < schedule->ready_count && heap[child + 1] < heap[child];
        if (child >= schedule->ready_count || heap[child] >= last)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return smallest;
}

/* --- running; under the lock, which is let go meanwhile ----------------------------------------------------------------------
 */

static void do_next(struct schedule *schedule, void *worker)
{
    uint32_t job = pop(schedule);
    pthread_mutex_unlock(&schedule->lock);
    schedule->run(job, worker);
    pthread_mutex_lock(&schedule->lock);
    __atomic_store_n(&schedule->is_done[job], true, __ATOMIC_RELEASE);
    schedule->left--;
    for (uint32_t i = schedule->first[job]; i != NO_NEED;) {
        const struct need *need = &g_array_index(schedule->needed_by, struct need, i);
        if (--schedule->needs[need->job] == 0)
            push(schedule, need->job);
        i = need->next;
    }
    pthread_cond_broadcast(&schedule->changed);
}

struct hand {
    struct schedule *schedule;
    void *worker;
};

static void *work(void *data)
{
    const struct hand *hand = data;
    struct schedule *schedule = hand->schedule;
    pthread_mutex_lock(&schedule->lock);
    while (schedule->left > 0)
        if (schedule->ready_count > 0)
            do_next(schedule, hand->worker);
        else
            pthread_cond_wait(&schedule->changed, &schedule->lock);
    pthread_mutex_unlock(&schedule->lock);
    return NULL;
}

void schedule_run(struct schedule *schedule, void (*run)(uint32_t job, void *worker), void *const *workers, unsigned worker_count)
{
    schedule->run = run;
    for (uint32_t job = 0; job < schedule->count; job++)
        if (schedule->needs[job] == 0)
            push(schedule, job);
    struct hand *hands = g_new(struct hand, worker_count);
    pthread_t *threads = g_new(pthread_t, worker_count);
    unsigned started = 1;
    for (unsigned i = 0; i < worker_count; i++) {
        hands[i] = (struct hand){.schedule = schedule, .worker = workers[i]};
        if (i > 0 && pthread_create(&threads[started], NULL, work, &hands[i]) == 0)
            started++; /* fewer will do */
    }
    work(&hands[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(threads[i], NULL);
    g_free(threads);
    g_free(hands);
}

void schedule_wait(struct schedule *schedule, uint32_t job, uint32_t needed, void *worker)
{
    g_assert(needed < job);
    if (__atomic_load_n(&schedule->is_done[needed], __ATOMIC_ACQUIRE))
        return;
    pthread_mutex_lock(&schedule->lock);
    while (!schedule->is_done[needed])
        if (schedule->ready_count > 0 && schedule->ready[0] < job)
            do_next(schedule, worker);
        else
            pthread_cond_wait(&schedule->changed, &schedule->lock);
    pthread_mutex_unlock(&schedule->lock);
}
