// A flow is in the table by both of its addresses; ending it deletes one of the two handles.
#include <stdlib.h>
#include <uthash.h>

struct flow {
    unsigned inside, outside;
    unsigned long packets;
    UT_hash_handle by_inside;
    UT_hash_handle by_outside;
};

static struct flow *inside_table, *outside_table;

struct flow *flow_begin(unsigned inside, unsigned outside)
{
    struct flow *f = calloc(1, sizeof *f);

    if (!f)
        return NULL;
    f->inside = inside;
    f->outside = outside;
    HASH_ADD(by_inside, inside_table, inside, sizeof f->inside, f);
    HASH_ADD(by_outside, outside_table, outside, sizeof f->outside, f); // expect: unremoved-registration[owner-end] "outside_table"
    return f;
}

void flow_end(struct flow *f)
{
    HASH_DELETE(by_inside, inside_table, f);
    free(f);
}

struct flow *flow_from_outside(unsigned outside)
{
    struct flow *f;

    HASH_FIND(by_outside, outside_table, &outside, sizeof outside, f);
    return f;
}
