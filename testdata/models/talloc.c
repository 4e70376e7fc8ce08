// talloc: a context frees its children, a reference is one more parent.
// package: libtalloc-dev
#include <stdarg.h>
#include <stdint.h>
#include <sys/types.h>
#include <talloc.h>

struct conn {
    int id;
};

static int on_free(struct conn *c) { (void)c; return 0; }

void memory(TALLOC_CTX *context, TALLOC_CTX *other, const char *name)
{
    struct conn *c = talloc(context, struct conn); // model: alloc result=c
    c = talloc_zero(context, struct conn); // model: alloc result=c
    struct conn *many = talloc_array(context, struct conn, 10); // model: alloc result=many
    many = talloc_zero_array(context, struct conn, 10); // model: alloc result=many
    void *raw = talloc_size(context, 100); // model: alloc result=raw
    raw = talloc_memdup(context, name, 10); // model: alloc result=raw
    raw = talloc_new(context); // model: alloc result=raw
    raw = talloc_named(context, 10, "%s", name); // model: alloc result=raw
    raw = talloc_named_const(context, 10, "raw"); // model: alloc result=raw
    raw = talloc_pool(context, 1000); // model: alloc result=raw
    char *text = talloc_strdup(context, name); // model: alloc result=text // model: carry element=name to=text
    text = talloc_strndup(context, name, 3); // model: alloc result=text // model: carry element=name to=text
    text = talloc_asprintf(context, "conn-%d", c->id); // model: alloc result=text // model: carry to=text from="conn-%d"
    talloc_set_destructor(c, on_free); // model: callback function=_talloc_destructor_fn data=c on=c
    talloc_reference(other, c); // model: hold element=c
    talloc_unlink(other, c); // model: release element=c
    talloc_steal(other, c); // model: alias element=c result=__talloc_steal_ret
    talloc_move(other, &many); // model: alias element=&many
    talloc_free(raw); // model: end element=raw
    TALLOC_FREE(text); // model: end element=text
}
