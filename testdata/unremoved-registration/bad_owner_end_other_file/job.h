/* Jobs: made in make.c, ended in end.c. */
#ifndef JOB_H
#define JOB_H
#include <utlist.h>

struct job {
    int id;
    char *command;
    struct job *prev, *next;
};

extern struct job *all_jobs;

struct job *job_make(int id, const char *command);
void job_end(struct job *j);

#endif
