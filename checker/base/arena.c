#include "base/arena.h"

#include <stdalign.h>

#if defined(__SANITIZE_ADDRESS__)
#define LINGER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LINGER_ASAN 1
#endif
#endif
#ifdef LINGER_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(start, bytes) ((void)(start), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(start, bytes) ((void)(start), (void)(bytes))
#endif

enum { CHUNK_BYTES = 64 * 1024 };

struct chunk {
    struct chunk *next;
    size_t size, used;
    alignas(max_align_t) char data[];
};

struct arena {
    struct chunk *first, *current;
    size_t total;
};

static struct chunk *chunk_new(size_t bytes)
{
    size_t size = MAX(bytes, (size_t)CHUNK_BYTES);
    struct chunk *chunk = g_malloc(sizeof *chunk + size);
    *chunk = (struct chunk){.size = size};
    ASAN_POISON_MEMORY_REGION(chunk->data, size);
    return chunk;
}

struct arena *arena_new(void)
{
    struct arena *arena = g_new0(struct arena, 1);
    arena->first = arena->current = chunk_new(CHUNK_BYTES);
    return arena;
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    for (struct chunk *chunk = arena->first, *next; chunk != NULL; chunk = next) {
        next = chunk->next;
        ASAN_UNPOISON_MEMORY_REGION(chunk->data, chunk->size);
        g_free(chunk);
    }
    g_free(arena);
}

void arena_reset(struct arena *arena)
{
    for (struct chunk *chunk = arena->first, *end = arena->current->next; chunk != end;
         chunk = chunk->next) { /* the rest is unused */
        chunk->used = 0;
        ASAN_POISON_MEMORY_REGION(chunk->data, chunk->size);
    }
    arena->current = arena->first;
    arena->total = 0;
}

static size_t rounded(size_t bytes)
{
    size_t align = alignof(max_align_t);
    return (MAX(bytes, (size_t)1) + align - 1) & ~(align - 1);
}

/* `bytes` is rounded; their contents are anything. */
static void *take(struct arena *arena, size_t bytes)
{
    struct chunk *chunk = arena->current;
    while (chunk->size - chunk->used < bytes) {
        if (chunk->next == NULL || chunk->next->size < bytes) {
            struct chunk *fresh = chunk_new(bytes);
            fresh->next = chunk->next;
            chunk->next = fresh;
        }
        chunk = arena->current = chunk->next;
    }
    void *memory = chunk->data + chunk->used;
    chunk->used += bytes;
    arena->total += bytes;
    ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
    return memory;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    bytes = rounded(bytes);
    return memset(take(arena, bytes), 0, bytes);
}

void *arena_take(struct arena *arena, size_t bytes)
{
    return take(arena, rounded(bytes));
}

void *arena_copy(struct arena *arena, const void *data, size_t bytes)
{
    size_t whole = rounded(bytes);
    char *copy = take(arena, whole);
    if (bytes > 0)
        memcpy(copy, data, bytes);
    memset(copy + bytes, 0, whole - bytes);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text) + 1);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    char *copy = arena_strdup(arena, text);
    g_free(text);
    return copy;
}

size_t arena_used(const struct arena *arena)
{
    return arena->total;
}
