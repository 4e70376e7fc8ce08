// create puts the request into two queues, destroy takes it out of one.
#include <stdlib.h>
#include <sys/queue.h>

struct request {
    int id;
    TAILQ_ENTRY(request) all;
    TAILQ_ENTRY(request) by_age;
};

static TAILQ_HEAD(, request) requests = TAILQ_HEAD_INITIALIZER(requests);
static TAILQ_HEAD(, request) oldest_first = TAILQ_HEAD_INITIALIZER(oldest_first);

struct request *request_create(int id)
{
    struct request *r = calloc(1, sizeof *r);

    if (!r)
        return NULL;
    r->id = id;
    TAILQ_INSERT_HEAD(&requests, r, all);
    TAILQ_INSERT_TAIL(&oldest_first, r, by_age); // expect: unremoved-registration[owner-end] "oldest_first"
    return r;
}

void request_destroy(struct request *r)
{
    TAILQ_REMOVE(&requests, r, all);
    free(r);
}

int request_oldest(void)
{
    struct request *r = TAILQ_FIRST(&oldest_first);

    return r ? r->id : -1;
}
