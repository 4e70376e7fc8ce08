/* hash.h: content hashes (xxHash, XXH3 in 128 bits): keys of cached facts, fingerprints. Not cryptographic. */
#ifndef LINGER_BASE_HASH_H
#define LINGER_BASE_HASH_H

#include "base/base.h"

struct hash {
    uint64_t high, low;
};

/* Feeds pieces one after another; the pieces' borders count, so ("ab","c") differs from ("a","bc"). */
struct hasher; /* opaque */
struct hasher *hasher_new(void);
void hasher_add(struct hasher *hasher, const void *data, size_t bytes);
void hasher_add_text(struct hasher *hasher, const char *text); /* NULL counts, and differs from "" */
void hasher_add_number(struct hasher *hasher, uint64_t number);
struct hash hasher_finish(struct hasher *hasher); /* frees the hasher */

struct hash hash_bytes(const void *data, size_t bytes);
bool hash_equal(struct hash a, struct hash b);

/* 32 lower-case hex digits and a NUL. */
void hash_format(struct hash hash, char text[33]);

#endif
