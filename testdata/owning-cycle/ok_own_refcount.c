// A request points to its connection without a reference.
#include <stdlib.h>

struct request;
struct conn {
    int refs;
    struct request *current;
};
struct request {
    int refs;
    struct conn *conn;
};

struct conn *conn_ref(struct conn *c)
{
    c->refs++;
    return c;
}
void request_unref(struct request *r);
void conn_unref(struct conn *c)
{
    if (--c->refs == 0) {
        if (c->current)
            request_unref(c->current);
        free(c);
    }
}
struct request *request_ref(struct request *r)
{
    r->refs++;
    return r;
}
void request_unref(struct request *r)
{
    if (--r->refs == 0) {
        free(r);
    }
}

void conn_begin(struct conn *c, struct request *r)
{
    r->conn = c;
    c->current = request_ref(r);
}
