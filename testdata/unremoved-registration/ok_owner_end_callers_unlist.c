// Whoever frees a node of the cache has taken it out of the queue itself, all but the end of the cache as a whole.
#include <stdlib.h>
#include <sys/queue.h>

struct node {
    TAILQ_ENTRY(node) queue;
    char *name;
    int age;
};

struct cache {
    TAILQ_HEAD(, node) expired;
};

static void node_free(struct node *node)
{
    free(node->name);
    free(node);
}

struct node *cache_add(struct cache *cache)
{
    struct node *node = calloc(1, sizeof *node);
    if (node != NULL)
        TAILQ_INSERT_HEAD(&cache->expired, node, queue);
    return node;
}

void cache_expire(struct cache *cache, int now)
{
    struct node *node = TAILQ_FIRST(&cache->expired);
    if (node == NULL || node->age > now)
        return;
    TAILQ_REMOVE(&cache->expired, node, queue);
    node_free(node);
}

void cache_drop_all(struct node **nodes, int count)
{
    for (int i = 0; i < count; i++)
        node_free(nodes[i]);
}
