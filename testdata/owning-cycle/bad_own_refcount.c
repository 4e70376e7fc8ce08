// A request takes a reference to its connection, which keeps the request.
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
        conn_unref(r->conn);
        free(r);
    }
}

void conn_begin(struct conn *c, struct request *r)
{
    r->conn = conn_ref(c); // expect-step: "'request::conn' holds 'conn'"
    c->current = request_ref(r); // expect: owning-cycle[refcount] "conn::current"
}
