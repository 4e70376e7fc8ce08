// From a link to the object around it, as the kernel, offsetof and older code write it.
#include <stddef.h>
struct link {
    struct link *next;
};
struct conn {
    int fd;
    struct {
        struct link node;
    } in;
};
#define container_of(ptr, type, member)                                                                                         \
    ({                                                                                                                          \
        const __typeof__(((type *)0)->member) *mptr = (ptr);                                                                    \
        (type *)((char *)mptr - offsetof(type, member));                                                                        \
    })

int by_hand(struct link *l)
{
    struct conn *c = (struct conn *)((char *)l - offsetof(struct conn, in.node));
    return c->fd;
}

struct conn *by_macro(struct link *l)
{
    return container_of(l->next, struct conn, in.node);
}
