// Nobody keeps the node by which the job is listed; the start that fails leaves it there.
#include <stdlib.h>
#include <unistd.h>

struct job;

struct child {
    struct child *prev, *next;
    struct job *job;
    int pid;
};

struct job {
    struct job *next;
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
    struct child *c = child_add(pid, job); // expect: unremoved-registration[exit] "children"

    if (write(job->out, "start", 5) != 5)
        return -1;
    c->job->out = job->out;
    return 0;
}

void job_end(struct job *job)
{
    while (children && children->job == job)
        child_del(children);
}
