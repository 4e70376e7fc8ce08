// A helper finds the job in the list, its caller takes it out and frees it.
#include <linux/list.h>
#include <stdlib.h>
#include <string.h>

struct job {
    char name[16];
    struct list_head node;
};

static LIST_HEAD(jobs);

static int job_add(const char *name)
{
    struct job *job = calloc(1, sizeof *job);
    if (job == NULL)
        return -1;
    strncpy(job->name, name, sizeof job->name - 1);
    list_add_tail(&job->node, &jobs);
    return 0;
}

static struct job *job_find(const char *name)
{
    struct list_head *at;
    for (at = jobs.next; at != &jobs; at = at->next) {
        struct job *job = list_entry(at, struct job, node);
        if (strcmp(job->name, name) == 0)
            return job;
    }
    return NULL;
}

static int job_cancel(const char *name)
{
    struct job *job = job_find(name);
    if (job == NULL)
        return -1;
    list_del(&job->node);
    free(job);
    return 0;
}

static int job_finish(const char *name)
{
    struct job *job = job_find(name);
    if (job == NULL)
        return -1;
    list_del(&job->node);
    free(job);
    return 0;
}

int (*const requests[])(const char *) = {job_add, job_cancel, job_finish};
