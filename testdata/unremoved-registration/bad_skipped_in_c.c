// worker() leaves its own list at the end of the job; a job that cannot be opened leaves it earlier, and stays.
#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>

struct worker {
    const char *path;
    long lines;
    TAILQ_ENTRY(worker) link;
};

static TAILQ_HEAD(, worker) busy = TAILQ_HEAD_INITIALIZER(busy);

void worker_run(struct worker *w)
{
    FILE *in;
    int c;

    TAILQ_INSERT_TAIL(&busy, w, link); // expect: unremoved-registration[exit] "busy"
    in = fopen(w->path, "r");
    if (!in)
        return; // expect-step: "leaves here"
    while ((c = fgetc(in)) != EOF)
        w->lines += c == '\n';
    fclose(in);
    TAILQ_REMOVE(&busy, w, link);
}

size_t workers_busy(void)
{
    struct worker *w;
    size_t count = 0;

    TAILQ_FOREACH(w, &busy, link)
        count++;
    return count;
}
