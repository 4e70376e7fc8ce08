// Shutting down frees every entry and then forgets the table: the whole registry goes away.
#include <stdlib.h>
#include <string.h>

struct entry {
    char *key, *value;
    struct entry *next;
};

static struct entry *buckets[64];

static unsigned bucket_of(const char *key)
{
    unsigned h = 5381;

    while (*key)
        h = h * 33 + (unsigned char)*key++;
    return h % 64;
}

int config_set(const char *key, const char *value)
{
    struct entry *e = malloc(sizeof *e);

    if (!e)
        return -1;
    e->key = strdup(key);
    e->value = strdup(value);
    e->next = buckets[bucket_of(key)];
    buckets[bucket_of(key)] = e;
    return 0;
}

void config_shutdown(void)
{
    for (int i = 0; i < 64; i++) {
        struct entry *next;

        for (struct entry *e = buckets[i]; e; e = next) {
            next = e->next;
            free(e->key);
            free(e->value);
            free(e);
        }
    }
    memset(buckets, 0, sizeof buckets);
}
