// The shared error label unlists the worker before it frees it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct worker {
    char *name;
    FILE *spool;
    LIST_ENTRY(worker) all;
};

static LIST_HEAD(worker_list, worker) workers = LIST_HEAD_INITIALIZER(workers);

struct worker *worker_start(const char *name)
{
    struct worker *w = calloc(1, sizeof *w);

    if (!w)
        return NULL;
    LIST_INSERT_HEAD(&workers, w, all);
    w->name = strdup(name);
    if (!w->name)
        goto fail;
    w->spool = fopen(name, "a");
    if (!w->spool)
        goto fail;
    return w;

fail:
    LIST_REMOVE(w, all);
    free(w->name);
    free(w);
    return NULL;
}

void worker_stop(struct worker *w)
{
    LIST_REMOVE(w, all);
    fclose(w->spool);
    free(w->name);
    free(w);
}
