// Atomic operations are calls by the name of the builtin: pointer, values, orders.
struct conn {
    struct conn *next;
};
static struct conn *head;

void push(struct conn *c)
{
    c->next = __atomic_load_n(&head, 0);
    while (!__atomic_compare_exchange_n(&head, &c->next, c, 0, 3, 0))
        ;
    struct conn *old = __atomic_exchange_n(&head, c, 4);
    __atomic_store_n(&head, old, 3);
}
