// Function-like macros: named by TERM_MACRO, with what they are given; wrappers are followed; heads of loops are not named.
#define TAILQ_INSERT(head, elm, field)                                                                                          \
    do {                                                                                                                        \
        (elm)->field.next = (head)->first;                                                                                      \
        (head)->first = (elm);                                                                                                  \
    } while (0)
#define TAILQ_EACH(var, head, field) for ((var) = (head)->first; (var); (var) = (var)->field.next)
#define CONN_ADD(s, c) TAILQ_INSERT(&(s)->conns, c, link)
#define PUSH(v, x) (v)->items[(v)->used++] = (x)
#define FIRST(head) ((head)->first)
#define FETCH(n) (fetch(n) + 1)
#define TWICE(x) fetch(x); fetch(x)
#define NAMED(prefix, x) prefix##_run(x)
struct conn {
    struct {
        struct conn *next;
    } link;
};
struct conns {
    struct conn *first;
};
struct server {
    struct conns conns;
    struct conn *items[9];
    int used;
};
static struct conns all;
int fetch(int n);
void conn_run(struct conn *c);

int macros(struct server *s, struct conn *c, struct conn **tab)
{
    struct conn *it;
    TAILQ_INSERT(&all, c, link);
    CONN_ADD(s, (struct conn *)tab[2]);
    PUSH(s, *tab);
    TAILQ_EACH (it, &all, link) {
        if (FIRST(&all) == it)
            break;
    }
    int n = FETCH(3) + s->used;
    if (FETCH(fetch(n)) > 2)
        TWICE(n);
    NAMED(conn, c);
    return FETCH(n);
}
