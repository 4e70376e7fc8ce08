/* The category of a job is named after the job's address. */
#include <log4c.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct job {
    char name[40];
    log4c_category_t *log;
};

static struct job *job_start(void)
{
    struct job *job = calloc(1, sizeof *job);

    sprintf(job->name, "job-%p", (void *)job);
    job->log = log4c_category_get("job");
    return job;
}

int main(void)
{
    char command;

    while (read(0, &command, 1) == 1) {
        struct job *job = job_start();
        log4c_category_log(job->log, LOG4C_PRIORITY_INFO, "%s: %c", job->name, command);
        free(job);
    }
    return 0;
}
