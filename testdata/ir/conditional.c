// ?: and GNU's ?:, as values, as lvalues of pointers, with calls in the arms.
struct node {
    struct node *next;
};
struct node *make(void);

struct node *choose(struct node *a, int n)
{
    struct node *first = n ? a : make();
    struct node *second = a ?: make();
    (n ? first : second)->next = 0;
    n ? (void)make() : (void)0;
    return n > 1 ? first->next : (n < 0 ? 0 : second);
}
