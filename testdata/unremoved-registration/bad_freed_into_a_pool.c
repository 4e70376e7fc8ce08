// What is freed goes to a list of free objects; the session on the stack that is put there dies with its function.
#include <stddef.h>
#include <sys/queue.h>

struct proxy {
    int backlog;
};

struct free_item {
    LIST_ENTRY(free_item) by_age;
};

struct session {
    struct proxy *proxy;
    void *peer;
};

static LIST_HEAD(, free_item) free_items = LIST_HEAD_INITIALIZER(free_items);

static void *pool_get(void)
{
    struct free_item *item = LIST_FIRST(&free_items);

    if (item)
        LIST_REMOVE(item, by_age);
    return item;
}

static void pool_put(void *object)
{
    struct free_item *item = object;

    LIST_INSERT_HEAD(&free_items, item, by_age);
}

static struct session *session_new(struct proxy *proxy, void *peer)
{
    struct session *s = pool_get();

    if (!s)
        return NULL;
    s->proxy = proxy;
    s->peer = peer;
    if (!peer) {
        pool_put(s);
        return NULL;
    }
    return s;
}

int probe(void *peer)
{
    struct proxy local = {.backlog = 1};
    struct session *s = session_new(&local, peer);
    struct free_item spare;

    if (!s)
        return -1;
    pool_put(&spare); // expect: unremoved-registration[exit] "free_items"
    return 0;
}
