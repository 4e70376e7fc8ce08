// Walks that free every entry: then the list is made empty, or its owner is freed, or a caller does so.
#include <stdlib.h>
#include <sys/queue.h>

struct entry {
    int key;
    SLIST_ENTRY(entry) link;
};

SLIST_HEAD(bucket, entry);

struct cache {
    struct bucket bucket;
    struct bucket old;
};

static int cache_put(struct cache *cache, int key)
{
    struct entry *entry = malloc(sizeof *entry);
    if (entry == NULL)
        return -1;
    entry->key = key;
    SLIST_INSERT_HEAD(&cache->bucket, entry, link);
    return 0;
}

static int cache_drop(struct cache *cache, int key)
{
    struct entry *entry = SLIST_FIRST(&cache->bucket);
    if (entry == NULL || entry->key != key)
        return -1;
    SLIST_REMOVE_HEAD(&cache->bucket, link);
    free(entry);
    return 0;
}

static int cache_flush(struct cache *cache, int key)
{
    struct entry *entry, *next;
    for (entry = SLIST_FIRST(&cache->bucket); entry != NULL; entry = next) {
        next = SLIST_NEXT(entry, link);
        free(entry);
    }
    SLIST_INIT(&cache->bucket);
    return key;
}

static void cache_free_entries(struct cache *cache)
{
    struct entry *entry, *next;
    for (entry = SLIST_FIRST(&cache->bucket); entry != NULL; entry = next) {
        next = SLIST_NEXT(entry, link);
        free(entry);
    }
}

static int cache_close(struct cache *cache, int key)
{
    cache_free_entries(cache);
    free(cache);
    return key;
}

int (*const operations[])(struct cache *, int) = {cache_put, cache_drop, cache_flush, cache_close};
