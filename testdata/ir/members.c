// Fields: nested, of anonymous members (spliced into the record around), bit-fields, unions, function pointers.
struct timer {
    void (*fire)(struct timer *t, void *arg);
    void *arg;
    union {
        int once;
        struct {
            short low, high;
        };
    };
    struct {
        struct timer *next;
    } link;
    unsigned armed : 1;
};

void fire(struct timer *t)
{
    t->once = 1;
    t->high = t->low;
    t->link.next->link.next = t;
    t->armed = 0;
    t->fire(t, t->arg);
    (*t->link.next->fire)(t, 0);
}
