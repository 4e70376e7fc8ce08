// BSD's trees of <sys/tree.h>: inserting an equal element does nothing but return the one that is there.
// package: libbsd-dev
#include <bsd/sys/tree.h>
#include <stddef.h>

#define __unused __attribute__((unused))

struct conn {
    int id;
    RB_ENTRY(conn) in_tree;
    SPLAY_ENTRY(conn) in_splay;
};

static int compare(struct conn *a, struct conn *b)
{
    return a->id - b->id;
}

static RB_HEAD(tree, conn) g_tree = RB_INITIALIZER(&g_tree);
static SPLAY_HEAD(splay, conn) g_splay = SPLAY_INITIALIZER(&g_splay);
RB_GENERATE_STATIC(tree, conn, in_tree, compare)
SPLAY_PROTOTYPE(splay, conn, in_splay, compare)

void trees(struct conn *c, struct conn *key)
{
    RB_INIT(&g_tree); // model: clear in=&g_tree
    RB_INSERT(tree, &g_tree, c); // model: register in=&g_tree element=c
    c = RB_FIND(tree, &g_tree, key); // model: lookup in=&g_tree element=key result=c
    c = RB_NFIND(tree, &g_tree, key); // model: lookup in=&g_tree element=key result=c
    c = RB_MIN(tree, &g_tree); // model: lookup in=&g_tree result=c
    c = RB_MAX(tree, &g_tree); // model: lookup in=&g_tree result=c
    RB_REMOVE(tree, &g_tree, c); // model: remove in=&g_tree element=c
}

void splay_trees(struct conn *c, struct conn *key)
{
    SPLAY_INIT(&g_splay); // model: clear in=&g_splay
    SPLAY_INSERT(splay, &g_splay, c); // model: register in=&g_splay element=c
    c = SPLAY_FIND(splay, &g_splay, key); // model: lookup in=&g_splay element=key result=c
    SPLAY_REMOVE(splay, &g_splay, c); // model: remove in=&g_splay element=c
}
