#include "base/hash.h"

#include <stdio.h>
#include <xxhash.h>

struct hasher {
    XXH3_state_t *state;
};

struct hasher *hasher_new(void)
{
    struct hasher *hasher = g_new0(struct hasher, 1);
    hasher->state = XXH3_createState();
    XXH3_128bits_reset(hasher->state);
    return hasher;
}

void hasher_add(struct hasher *hasher, const void *data, size_t bytes)
{
    uint64_t border = bytes;
    XXH3_128bits_update(hasher->state, &border, sizeof border);
    if (bytes > 0)
        XXH3_128bits_update(hasher->state, data, bytes);
}

void hasher_add_text(struct hasher *hasher, const char *text)
{
    if (text == NULL)
        hasher_add_number(hasher, UINT64_MAX);
    else
        hasher_add(hasher, text, strlen(text));
}

void hasher_add_number(struct hasher *hasher, uint64_t number)
{
    XXH3_128bits_update(hasher->state, &number, sizeof number);
}

static struct hash from_xxh(XXH128_hash_t value)
{
    return (struct hash){.high = value.high64, .low = value.low64};
}

struct hash hasher_finish(struct hasher *hasher)
{
    struct hash hash = from_xxh(XXH3_128bits_digest(hasher->state));
    XXH3_freeState(hasher->state);
    g_free(hasher);
    return hash;
}

struct hash hash_bytes(const void *data, size_t bytes)
{
    return from_xxh(XXH3_128bits(data, bytes));
}

bool hash_equal(struct hash a, struct hash b)
{
    return a.high == b.high && a.low == b.low;
}

void hash_format(struct hash hash, char text[33])
{
    snprintf(text, 33, "%016" PRIx64 "%016" PRIx64, hash.high, hash.low);
}
