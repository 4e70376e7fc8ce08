/* codec.h: the primitives of linger's bytes. One description of each structure (bytes.c) serves both directions: every
 * codec_…() function writes the value it is given a pointer to, or reads it into there; the value is never touched when writing.
 *
 * Reading trusts nothing. The first inconsistency sets `problem`; from then on every number read is 0, every string and pointer
 * NULL, so that callers need not look before they are done. What is allocated is bounded by the bytes that are left. */
#ifndef LINGER_IR_CODEC_H
#define LINGER_IR_CODEC_H

#include "ir/ir.h"

struct codec {
    bool writing;
    struct module *module;      /* read into, or written; NULL: something else is */
    struct arena *arena;        /* reading: of what is read */
    struct intern *texts;       /* reading: of its strings */
    GByteArray *out;            /* writing */
    const uint8_t *at, *end;    /* reading */
    const char *problem;        /* reading: what is wrong; NULL: nothing yet */
    GPtrArray *strings;         /* number - 1 -> text */
    GHashTable *string_numbers; /* writing: text -> number */
    GString *text;              /* reading: a string that is being put together */
    GPtrArray *places;          /* number - 1 -> place, of the present scope */
    GHashTable *place_numbers;  /* writing: place, by its contents -> number */
    struct loc last;            /* locations are written as differences to the one before */
    uint32_t depth;             /* of element keys within element keys */
};

void codec_init_writing(struct codec *codec);
void codec_init_reading(struct codec *codec, struct arena *arena, struct intern *texts);
void codec_release(struct codec *codec); /* not the module, nor `out` */

void codec_fail(struct codec *codec, const char *problem);

/* A variable-length number: 1 byte below 128. Reading: fails above `max`. */
void codec_number(struct codec *codec, uint64_t *number, uint64_t max);
void codec_u32(struct codec *codec, uint32_t *number);
void codec_u32_upto(struct codec *codec, uint32_t *number, uint64_t max);
void codec_i64(struct codec *codec, int64_t *number);
void codec_string(struct codec *codec, const char **text);
void codec_loc(struct codec *codec, struct loc *loc);

/* How many elements follow, of `least` bytes each or more. */
void codec_count(struct codec *codec, uint32_t *count, size_t least);

/* An array's count; reading: its memory too. */
#define CODEC_ARRAY(codec, items, count, least)                                                                                  \
    do {                                                                                                                         \
        codec_count((codec), &(count), (least));                                                                                 \
        if (!(codec)->writing && (count) > 0)                                                                                    \
            (items) = arena_alloc((codec)->arena, sizeof *(items) * (size_t)(count));                                            \
    } while (0)

/* An enumeration whose greatest value is `last`. */
#define CODEC_ENUM(codec, field, last)                                                                                           \
    do {                                                                                                                         \
        uint64_t codec_value = (uint64_t)(field);                                                                                \
        codec_number((codec), &codec_value, (last));                                                                             \
        if (!(codec)->writing)                                                                                                   \
            (field) = codec_value;                                                                                               \
    } while (0)

/* Up to 64 bits of flags that the caller packs when writing and unpacks when reading. */
uint64_t codec_bits(struct codec *codec, uint64_t bits, uint64_t max);

#endif
