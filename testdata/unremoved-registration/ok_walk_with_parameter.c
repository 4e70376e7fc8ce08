// A function walks on with its own parameter: that takes nothing out of the list, so its caller does that.
#include <stdlib.h>

struct job {
    struct job *next;
    int owner, is_done;
};

struct job_queue {
    struct job *jobs;
};

static struct job *job_next_of(struct job *job, int owner)
{
    job = job->next;
    while (job != NULL && job->owner != owner)
        job = job->next;
    return job;
}

void job_add(struct job_queue *queue, int owner)
{
    struct job *job = calloc(1, sizeof *job);
    job->owner = owner;
    job->next = queue->jobs;
    queue->jobs = job;
}

void job_finish_first(struct job_queue *queue)
{
    struct job *job = queue->jobs;
    if (job == NULL)
        return;
    if (job_next_of(job, job->owner) == NULL)
        job->is_done = 1;
    queue->jobs = job->next;
    free(job);
}

void job_drop_first(struct job_queue *queue)
{
    struct job *job = queue->jobs;
    if (job != NULL) {
        queue->jobs = job->next;
        free(job);
    }
}
