// The job keeps the node by which it is listed: whoever ends the job, or reaps the child, takes it out.
#include <stdlib.h>
#include <unistd.h>

struct job;

struct child {
    struct child *prev, *next;
    struct job *job;
    int pid;
};

struct job {
    struct child *child;
    int out;
};

static struct child *children;

static struct child *child_add(int pid, struct job *job)
{
    struct child *c = malloc(sizeof *c);

    if (!c)
        abort();
    c->pid = pid;
    c->job = job;
    c->prev = NULL;
    c->next = children;
    if (c->next)
        c->next->prev = c;
    children = c;
    return c;
}

static void child_del(struct child *c)
{
    if (c->prev)
        c->prev->next = c->next;
    else
        children = c->next;
    if (c->next)
        c->next->prev = c->prev;
    free(c);
}

int job_start(struct job *job, int pid)
{
    job->child = child_add(pid, job);
    if (write(job->out, "start", 5) != 5)
        return -1;
    return 0;
}

void job_end(struct job *job)
{
    if (job->child)
        child_del(job->child);
}
