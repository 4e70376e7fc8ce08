// Makes a job for each argument; ends those that are empty; prints the rest.
#include "job.h"
#include <stdio.h>
#include <string.h>

void run_command(int id, const char *command)
{
    struct job *j = job_make(id, command); // expect: unremoved-registration[ended] "all_jobs"

    if (j && strlen(j->command) == 0)
        job_end(j);
}

void print_jobs(void)
{
    struct job *j;

    DL_FOREACH(all_jobs, j)
        printf("%d %s\n", j->id, j->command);
}
