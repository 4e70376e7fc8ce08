/* coverage.c: not seen is not fixed. A finding that is no longer found is fixed only if this run looked at every file it touches
 * with success:
 *
 *   - a unit's own file: if every variant of the unit is "ok";
 *   - another file (a header, or a file that is no longer in the project): if no unit that failed may have read it, and, where
 * only part of the project was looked at, if a unit that was looked at did. */
#include "store/internal.h"

struct coverage {
    GHashTable *ok, *bad;                 /* paths of units */
    GHashTable *ok_headers, *bad_headers; /* paths of what they read */
    bool is_whole;
    bool is_vague; /* some unit is not ok and nobody knows what it reads */
};

static void add_unit(struct coverage *coverage, const struct run_unit *unit)
{
    bool ok = strcmp(unit->status, "ok") == 0;
    g_hash_table_add(ok ? coverage->ok : coverage->bad, (gpointer)unit->path);
    if (unit->files == NULL) {
        coverage->is_vague = coverage->is_vague || !ok;
        return;
    }
    for (const char *const *file = unit->files; *file != NULL; file++)
        g_hash_table_add(ok ? coverage->ok_headers : coverage->bad_headers, (gpointer)*file);
}

struct coverage *coverage_new(const struct run_record *record)
{
    struct coverage *coverage = g_new0(struct coverage, 1);
    coverage->ok = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->bad = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->ok_headers = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->bad_headers = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->is_whole = record->is_whole;
    for (uint32_t i = 0; i < record->unit_count; i++)
        add_unit(coverage, &record->units[i]);
    return coverage;
}

void coverage_free(struct coverage *coverage)
{
    g_hash_table_unref(coverage->ok);
    g_hash_table_unref(coverage->bad);
    g_hash_table_unref(coverage->ok_headers);
    g_hash_table_unref(coverage->bad_headers);
    g_free(coverage);
}

bool coverage_is_complete(const struct coverage *coverage)
{
    return coverage->is_whole && g_hash_table_size(coverage->bad) == 0;
}

bool coverage_settles(const struct coverage *coverage, const char *path)
{
    if (g_hash_table_contains(coverage->bad, path))
        return false;
    if (g_hash_table_contains(coverage->ok, path))
        return true;
    if (coverage->is_vague || g_hash_table_contains(coverage->bad_headers, path))
        return false;
    return coverage->is_whole || g_hash_table_contains(coverage->ok_headers, path);
}

static int compare_paths(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

GPtrArray *coverage_paths(const struct coverage *coverage)
{
    GHashTable *const tables[] = {coverage->ok, coverage->ok_headers};
    GPtrArray *paths = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        GHashTableIter iter;
        gpointer path;
        g_hash_table_iter_init(&iter, tables[i]);
        while (g_hash_table_iter_next(&iter, &path, NULL))
            if (i == 0 || !g_hash_table_contains(coverage->ok, path))
                g_ptr_array_add(paths, path);
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}

bool coverage_failed(const struct coverage *coverage, const char *path)
{
    return g_hash_table_contains(coverage->bad, path);
}
