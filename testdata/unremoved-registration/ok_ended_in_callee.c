// The error helper prints, takes the request out of the queue, closes and frees.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct request {
    char *body;
    size_t length;
    STAILQ_ENTRY(request) next;
};

STAILQ_HEAD(request_queue, request) pending = STAILQ_HEAD_INITIALIZER(pending);

static int reject(struct request *r, const char *why)
{
    fprintf(stderr, "rejected: %s\n", why);
    STAILQ_REMOVE(&pending, r, request, next);
    free(r->body);
    free(r);
    return -1;
}

int request_submit(const char *body)
{
    struct request *r = calloc(1, sizeof *r);

    if (!r)
        return -1;
    STAILQ_INSERT_TAIL(&pending, r, next);
    r->length = strlen(body);
    if (r->length == 0)
        return reject(r, "empty");
    if (r->length > 65536)
        return reject(r, "too long");
    r->body = strdup(body);
    return 0;
}

struct request *request_take(void)
{
    struct request *r = STAILQ_FIRST(&pending);

    if (r)
        STAILQ_REMOVE_HEAD(&pending, next);
    return r;
}
