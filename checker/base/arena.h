/* arena.h: memory that dies together. Arenas are named by lifetime (run, unit, scratch) and released as a whole, so that
 * almost nothing outside base/ frees anything. Memory is zeroed; released memory is poisoned under AddressSanitizer. */
#ifndef LINGER_BASE_ARENA_H
#define LINGER_BASE_ARENA_H

#include "base/base.h"

struct arena; /* opaque */

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine */

/* Forgets all contents but keeps the memory for reuse. */
void arena_reset(struct arena *arena);

/* Zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t bytes);
/* The same with anything in them: for who fills them at once. */
void *arena_take(struct arena *arena, size_t bytes);
void *arena_copy(struct arena *arena, const void *data, size_t bytes);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_printf(struct arena *arena, const char *format, ...) LINGER_PRINTF(2, 3);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

#define arena_new_array(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))
#define arena_new_item(arena, type) arena_new_array(arena, type, 1)

#endif
