// uthash and its neighbours: hash tables, lists and stacks of the element's own fields, arrays and rings of copies.
// package: uthash-dev
#include <stdlib.h>

#include <utarray.h>
#include <uthash.h>
#include <utlist.h>
#include <utringbuffer.h>
#include <utstack.h>
#include <utstring.h>

struct conn {
    int id;
    char name[20];
    const char *peer;
    void *owner;
    struct conn *prev, *next;
    UT_hash_handle hh;
};

static struct conn *g_table, *g_list;

static int compare(struct conn *a, struct conn *b)
{
    return a->id - b->id;
}

void hashes(struct conn *c, struct conn *old, int id, const char *name, void *owner)
{
    HASH_ADD_INT(g_table, id, c); // model: register in=&g_table element=c
    HASH_ADD_STR(g_table, name, c); // model: register in=&g_table element=c
    HASH_ADD_PTR(g_table, owner, c); // model: register in=&g_table element=c
    HASH_ADD(hh, g_table, id, sizeof(int), c); // model: register in=&g_table element=c link="hh"
    HASH_ADD_KEYPTR(hh, g_table, c->peer, strlen(c->peer), c); // model: register in=&g_table element=c link="hh"
    HASH_ADD_INORDER(hh, g_table, id, sizeof(int), c, compare); // model: register in=&g_table element=c link="hh"
    HASH_REPLACE_INT(g_table, id, c, old); // model: remove in=&g_table result=&old // model: register in=&g_table element=c
    HASH_REPLACE_STR(g_table, name, c, old); // model: remove in=&g_table result=&old // model: register in=&g_table element=c
    HASH_REPLACE_PTR(g_table, owner, c, old); // model: remove in=&g_table result=&old // model: register in=&g_table element=c
    HASH_FIND_INT(g_table, &id, c); // model: lookup in=&g_table key=&id result=&c
    HASH_FIND_STR(g_table, name, c); // model: lookup in=&g_table key=name result=&c
    HASH_FIND_PTR(g_table, &owner, c); // model: lookup in=&g_table key=&owner result=&c
    HASH_FIND(hh, g_table, &id, sizeof id, c); // model: lookup in=&g_table key=&id result=&c
    HASH_DEL(g_table, c); // model: remove in=&g_table element=c
    HASH_DELETE(hh, g_table, c); // model: remove in=&g_table element=c link="hh"
    HASH_CLEAR(hh, g_table); // model: clear in=&g_table
}

void singly_linked(struct conn *c, struct conn *other)
{
    LL_PREPEND(g_list, c); // model: register in=&g_list element=c
    LL_APPEND(g_list, c); // model: register in=&g_list element=c
    LL_PREPEND_ELEM(g_list, other, c); // model: register in=&g_list element=c
    LL_APPEND_ELEM(g_list, other, c); // model: register in=&g_list element=c
    LL_INSERT_INORDER(g_list, c, compare); // model: register in=&g_list element=c
    LL_REPLACE_ELEM(g_list, other, c); // model: remove in=&g_list element=other // model: register in=&g_list element=c
    LL_SEARCH_SCALAR(g_list, c, id, 3); // model: lookup in=&g_list key=3 result=&c
    LL_SEARCH(g_list, c, other, compare); // model: lookup in=&g_list element=other result=&c
    LL_DELETE(g_list, c); // model: remove in=&g_list element=c
    LL_CONCAT(g_list, other); // model: transfer in=&other to=&g_list
}

void doubly_linked(struct conn *c, struct conn *other)
{
    DL_PREPEND(g_list, c); // model: register in=&g_list element=c
    DL_APPEND(g_list, c); // model: register in=&g_list element=c
    DL_PREPEND_ELEM(g_list, other, c); // model: register in=&g_list element=c
    DL_APPEND_ELEM(g_list, other, c); // model: register in=&g_list element=c
    DL_INSERT_INORDER(g_list, c, compare); // model: register in=&g_list element=c
    DL_REPLACE_ELEM(g_list, other, c); // model: remove in=&g_list element=other // model: register in=&g_list element=c
    DL_DELETE(g_list, c); // model: remove in=&g_list element=c
    DL_CONCAT(g_list, other); // model: transfer in=&other to=&g_list
    CDL_PREPEND(g_list, c); // model: register in=&g_list element=c
    CDL_APPEND(g_list, c); // model: register in=&g_list element=c
    CDL_DELETE(g_list, c); // model: remove in=&g_list element=c
}

void stacks(struct conn *c)
{
    STACK_PUSH(g_list, c); // model: register in=&g_list element=c
    STACK_POP(g_list, c); // model: remove in=&g_list result=&c
}

void arrays(UT_array *a, UT_array *b, UT_ringbuffer *r, struct conn *c, UT_string *s)
{
    utarray_push_back(a, &c); // model: register in=a element=*&c
    utarray_insert(a, &c, 0); // model: register in=a element=*&c key=0
    utarray_concat(a, b); // model: transfer in=b to=a
    utarray_pop_back(a); // model: remove in=a
    utarray_erase(a, 0, 1); // model: remove in=a key=0
    utarray_clear(a); // model: clear in=a
    utarray_free(a); // model: clear in=a
    utringbuffer_push_back(r, &c); // model: register in=r element=*&c
    utringbuffer_clear(r); // model: clear in=r
    utringbuffer_free(r); // model: clear in=r
    utstring_printf(s, "conn-%d", c->id); // model: carry to=s from="conn-%d"
}
