// job_end takes the job out of the list, then frees its parts and itself.
#include "job.h"
#include <stdlib.h>

void job_end(struct job *j)
{
    DL_DELETE(all_jobs, j);
    free(j->command);
    free(j);
}
