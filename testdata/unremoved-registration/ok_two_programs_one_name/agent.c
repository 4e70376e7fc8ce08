// Two programs of one build both have a job_close(): this one's has no list to care for.
#include <stdlib.h>

struct job {
    char *text;
};

void job_close(struct job *job)
{
    free(job->text);
    free(job);
}

int main(void)
{
    job_close(calloc(1, sizeof(struct job)));
    return 0;
}
