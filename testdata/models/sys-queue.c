// BSD's lists of <sys/queue.h>, as glibc and libbsd have them: the link is part of the element.
// package: libc6-dev libbsd-dev
#include <bsd/sys/queue.h>
#include <stddef.h>
#include <stdint.h>

struct conn {
    LIST_ENTRY(conn) in_list;
    SLIST_ENTRY(conn) in_slist;
    STAILQ_ENTRY(conn) in_stailq;
    TAILQ_ENTRY(conn) in_tailq;
};

static LIST_HEAD(, conn) g_list = LIST_HEAD_INITIALIZER(g_list);
static SLIST_HEAD(, conn) g_slist = SLIST_HEAD_INITIALIZER(g_slist);
static STAILQ_HEAD(stailq, conn) g_stailq = STAILQ_HEAD_INITIALIZER(g_stailq), g_stailq2 = STAILQ_HEAD_INITIALIZER(g_stailq2);
static TAILQ_HEAD(tailq, conn) g_tailq = TAILQ_HEAD_INITIALIZER(g_tailq), g_tailq2 = TAILQ_HEAD_INITIALIZER(g_tailq2);

void lists(struct conn *c, struct conn *other)
{
    LIST_INIT(&g_list); // model: clear in=&g_list
    LIST_INSERT_HEAD(&g_list, c, in_list); // model: register in=&g_list element=c link="in_list"
    LIST_INSERT_AFTER(other, c, in_list); // model: register element=c link="in_list"
    LIST_INSERT_BEFORE(other, c, in_list); // model: register element=c link="in_list"
    LIST_REMOVE(c, in_list); // model: remove element=c link="in_list"
}

void singly_linked(struct conn *c, struct conn *other)
{
    SLIST_INIT(&g_slist); // model: clear in=&g_slist
    SLIST_INSERT_HEAD(&g_slist, c, in_slist); // model: register in=&g_slist element=c link="in_slist"
    SLIST_INSERT_AFTER(other, c, in_slist); // model: register element=c link="in_slist"
    SLIST_REMOVE(&g_slist, c, conn, in_slist); // model: remove in=&g_slist element=c link="in_slist"
    SLIST_REMOVE_AFTER(other, in_slist); // model: remove link="in_slist"
    SLIST_REMOVE_HEAD(&g_slist, in_slist); // model: remove in=&g_slist link="in_slist"
}

void queues(struct conn *c, struct conn *other)
{
    STAILQ_INIT(&g_stailq); // model: clear in=&g_stailq
    STAILQ_INSERT_HEAD(&g_stailq, c, in_stailq); // model: register in=&g_stailq element=c link="in_stailq"
    STAILQ_INSERT_TAIL(&g_stailq, c, in_stailq); // model: register in=&g_stailq element=c link="in_stailq"
    STAILQ_INSERT_AFTER(&g_stailq, other, c, in_stailq); // model: register in=&g_stailq element=c link="in_stailq"
    STAILQ_CONCAT(&g_stailq, &g_stailq2); // model: transfer in=&g_stailq2 to=&g_stailq
    STAILQ_REMOVE(&g_stailq, c, conn, in_stailq); // model: remove in=&g_stailq element=c link="in_stailq"
    STAILQ_REMOVE_AFTER(&g_stailq, other, in_stailq); // model: remove in=&g_stailq link="in_stailq"
    STAILQ_REMOVE_HEAD(&g_stailq, in_stailq); // model: remove in=&g_stailq link="in_stailq"
    STAILQ_SWAP(&g_stailq, &g_stailq2, conn); // model: transfer in=&g_stailq to=&g_stailq2
}

void tail_queues(struct conn *c, struct conn *other)
{
    TAILQ_INIT(&g_tailq); // model: clear in=&g_tailq
    TAILQ_INSERT_HEAD(&g_tailq, c, in_tailq); // model: register in=&g_tailq element=c link="in_tailq"
    TAILQ_INSERT_TAIL(&g_tailq, c, in_tailq); // model: register in=&g_tailq element=c link="in_tailq"
    TAILQ_INSERT_AFTER(&g_tailq, other, c, in_tailq); // model: register in=&g_tailq element=c link="in_tailq"
    TAILQ_INSERT_BEFORE(other, c, in_tailq); // model: register element=c link="in_tailq"
    TAILQ_CONCAT(&g_tailq, &g_tailq2, in_tailq); // model: transfer in=&g_tailq2 to=&g_tailq
    TAILQ_REMOVE(&g_tailq, c, in_tailq); // model: remove in=&g_tailq element=c link="in_tailq"
    TAILQ_SWAP(&g_tailq, &g_tailq2, conn, in_tailq); // model: transfer in=&g_tailq to=&g_tailq2
}
