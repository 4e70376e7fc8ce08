// The pool that is too small is refused after the request was put into the list.
#include <stdint.h>
#include <stdlib.h>
#include <sys/queue.h>

struct request {
    const char *name;
    LIST_ENTRY(request) entry;
};

struct pool {
    struct request *request;
    size_t size;
};

static LIST_HEAD(, request) requests = LIST_HEAD_INITIALIZER(requests);

static struct pool *pool_from(struct request *request, size_t size)
{
    struct pool *pool = NULL;
    void *memory = calloc(1, sizeof *pool + 64);

    if (!memory)
        goto fail;
    pool = (struct pool *)(((uintptr_t)memory + 63) & ~(uintptr_t)63);
    pool->size = size;
    pool->request = request;
    LIST_INSERT_HEAD(&requests, request, entry);
    if (size < 16)
        return NULL;
fail:
    return pool;
}

struct pool *pool_create(const char *name, size_t size)
{
    struct request *request = calloc(1, sizeof *request);
    struct pool *pool;

    if (!request)
        return NULL;
    request->name = name;
    pool = pool_from(request, size); // expect: unremoved-registration[ended] "requests"
    if (!pool)
        free(request);
    return pool;
}
