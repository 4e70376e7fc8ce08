// The failing path ends the process: nothing is left behind.
#include <stdio.h>
#include <stdlib.h>
#include <sys/queue.h>

struct pool {
    void *memory;
    STAILQ_ENTRY(pool) next;
};

static STAILQ_HEAD(, pool) pools = STAILQ_HEAD_INITIALIZER(pools);

static void fatal(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

struct pool *pool_new(size_t bytes)
{
    struct pool *p = calloc(1, sizeof *p);

    if (!p)
        fatal("pool");
    STAILQ_INSERT_TAIL(&pools, p, next);
    p->memory = malloc(bytes);
    if (!p->memory) {
        free(p);
        fatal("pool memory");
    }
    return p;
}

void pool_free(struct pool *p)
{
    STAILQ_REMOVE(&pools, p, pool, next);
    free(p->memory);
    free(p);
}
