// The session of a proxy on the stack stays in the list of sessions.
#include <stddef.h>
#include <stdlib.h>
#include <sys/queue.h>

struct proxy {
    int backlog;
    LIST_ENTRY(proxy) all;
};

static LIST_HEAD(, proxy) proxies = LIST_HEAD_INITIALIZER(proxies);

static void proxy_list(struct proxy *proxy)
{
    LIST_INSERT_HEAD(&proxies, proxy, all);
}

static void proxy_unlist(struct proxy *proxy)
{
    LIST_REMOVE(proxy, all);
}

int probe(void *peer)
{
    struct proxy local = {.backlog = 1};

    proxy_list(&local); // expect: unremoved-registration[exit] "proxies"
    if (!peer)
        return -1;
    proxy_unlist(&local);
    return 0;
}
