#include "conn.h"

struct job {
    int id;
    struct job *next;
};

static struct job *jobs;

int job_run(int id);

int job_add(int id)
{
    struct job *j = malloc(sizeof *j);
    j->id = id;
    j->next = jobs;
    jobs = j;
    if (job_run(id) < 0) {
        free(j);
        return -1;
    }
    return 0;
}

void job_done(void)
{
    struct job *j = jobs;
    jobs = j->next;
    free(j);
}
