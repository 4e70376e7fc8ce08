#include "base/intern.h"

#include <pthread.h>

struct intern {
    GStringChunk *text;
    GHashTable *known;    /* text -> itself */
    pthread_mutex_t lock; /* of both, while the table is shared */
    bool is_shared;
};

struct intern *intern_new(void)
{
    struct intern *table = g_new0(struct intern, 1);
    table->text = g_string_chunk_new(64 * 1024);
    table->known = g_hash_table_new(g_str_hash, g_str_equal);
    pthread_mutex_init(&table->lock, NULL);
    return table;
}

void intern_share(struct intern *table, bool is_shared)
{
    table->is_shared = is_shared;
}

void intern_free(struct intern *table)
{
    if (table == NULL)
        return;
    g_hash_table_destroy(table->known);
    g_string_chunk_free(table->text);
    pthread_mutex_destroy(&table->lock);
    g_free(table);
}

static const char *find_or_copy(struct intern *table, const char *text)
{
    const char *copy = g_hash_table_lookup(table->known, text);
    if (copy == NULL) {
        copy = g_string_chunk_insert(table->text, text);
        g_hash_table_add(table->known, (gpointer)copy);
    }
    return copy;
}

const char *intern(struct intern *table, const char *text)
{
    if (text == NULL || !table->is_shared)
        return text != NULL ? find_or_copy(table, text) : NULL;
    pthread_mutex_lock(&table->lock);
    const char *copy = find_or_copy(table, text);
    pthread_mutex_unlock(&table->lock);
    return copy;
}

const char *intern_bytes(struct intern *table, const char *text, size_t length)
{
    char *terminated = g_strndup(text, length);
    const char *copy = intern(table, terminated);
    g_free(terminated);
    return copy;
}

const char *intern_printf(struct intern *table, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    const char *copy = intern(table, text);
    g_free(text);
    return copy;
}

const char *intern_find(const struct intern *table, const char *text)
{
    return text == NULL ? NULL : g_hash_table_lookup(table->known, text);
}
