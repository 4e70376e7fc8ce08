// job_make appends to the list of all jobs, which lives in this file.
#include "job.h"
#include <stdlib.h>
#include <string.h>

struct job *all_jobs;

struct job *job_make(int id, const char *command)
{
    struct job *j = calloc(1, sizeof *j);

    if (!j)
        return NULL;
    j->id = id;
    j->command = strdup(command);
    DL_APPEND(all_jobs, j); // expect-step: "all_jobs"
    return j;
}
