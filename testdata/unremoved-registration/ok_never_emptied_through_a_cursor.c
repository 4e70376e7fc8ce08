// Requests stay in a list of the program's until a sweep takes them out: through a cursor made from the list's own links.
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>

struct list {
    struct list *n, *p;
};

struct request {
    int id;
    struct list chain;
};

static struct list requests = {&requests, &requests};

#define LIST_APPEND(lh, el) \
    ({ (el)->p = (lh)->p; (el)->p->n = (lh)->p = (el); (el)->n = (lh); (el); })
#define LIST_DEL(el) \
    ({ struct list *ret = (el); (el)->n->p = (el)->p; (el)->p->n = (el)->n; ret; })
#define LIST_ELEM(lh, pt, el) ((pt)(((const char *)(lh)) - ((size_t)&((pt)NULL)->el)))

static void request_new(int id)
{
    struct request *r = calloc(1, sizeof *r);

    if (!r)
        return;
    r->id = id;
    LIST_APPEND(&requests, &r->chain);
}

static void sweep(void)
{
    struct request *r = LIST_ELEM(requests.n, struct request *, chain);

    while (&r->chain != &requests) {
        struct request *next = LIST_ELEM(r->chain.n, struct request *, chain);

        LIST_DEL(&r->chain);
        free(r);
        r = next;
    }
}

int main(void)
{
    struct pollfd in = {.fd = 0, .events = POLLIN};

    for (;;) {
        if (poll(&in, 1, -1) < 0)
            sweep();
        request_new(in.revents);
    }
}
