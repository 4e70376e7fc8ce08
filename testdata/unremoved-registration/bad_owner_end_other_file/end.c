// job_end frees the job's parts and the job, and knows nothing of the list.
#include "job.h"
#include <stdlib.h>

void job_end(struct job *j)
{
    free(j->command);
    free(j);
}
