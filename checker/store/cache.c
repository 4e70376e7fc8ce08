/* cache.c: .linger/cache.db. Nothing in it is worth a question: damaged or of another version, it is deleted and begun anew. A
 * file that holds another program's tables is not ours to delete, and is refused.
 *
 * Every entry carries a checksum of its bytes, so that a flipped bit is a miss and not a strange finding. When an entry was last
 * used is kept by the day and written when the cache is closed: an unchanged run writes nothing twice a day. */
#include <glib/gstdio.h>

#include "base/hash.h"
#include "store/database.h"
#include "store/store.h"

enum {
    CACHE_APPLICATION_ID = 0x4C4E4743, /* "LNGC" */
    CACHE_VERSION = 2,
    VERSIONS_KEPT = 4, /* of one key: what is on disk, what is staged, what was there before the change */
};

static const char noun[] = "cache";

static const char schema[] = "CREATE TABLE entry ("
                             " id INTEGER PRIMARY KEY," /* greater is newer */
                             " key TEXT NOT NULL,"
                             " dependencies TEXT NOT NULL," /* newline-separated paths */
                             " dependencies_key TEXT NOT NULL,"
                             " day INTEGER NOT NULL," /* last used; days since 1970 */
                             " size INTEGER NOT NULL,"
                             " checksum BLOB NOT NULL,"
                             " facts BLOB NOT NULL," /* last: a long one spills into pages of its own */
                             " UNIQUE (key, dependencies_key));"
                             "CREATE INDEX entry_by_day ON entry (day);";

struct cache {
    struct database database;
    sqlite3_stmt *look, *read, *put, *thin, *touch;
    GArray *used; /* int64_t: entries whose day is to be written */
    int64_t today;
};

static bool begin_schema(struct database *database, struct error *err)
{
    int64_t application;
    if (!database_begin(database, err))
        return false;
    bool ok = database_number(database, "PRAGMA application_id", &application, err);
    if (ok && application != CACHE_APPLICATION_ID) { /* else another process was faster */
        g_autofree char *pragmas =
            g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d", CACHE_APPLICATION_ID, CACHE_VERSION);
        ok = database_run(database, schema, err) && database_run(database, pragmas, err);
    }
    if (ok)
        return database_commit(database, err);
    database_rollback(database);
    return false;
}

static bool prepare(struct cache *cache, struct error *err)
{
    const struct {
        sqlite3_stmt **slot;
        const char *sql;
    } statements[] = {
        {&cache->look, "SELECT id, dependencies, dependencies_key, day, checksum FROM entry WHERE key = ?1 ORDER BY id DESC"},
        {&cache->read, "SELECT facts FROM entry WHERE id = ?1"},
        {&cache->put, "INSERT OR REPLACE INTO entry (key, dependencies, dependencies_key, day, size, checksum, facts)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
        {&cache->thin, "DELETE FROM entry WHERE key = ?1 AND id <= (SELECT id FROM entry WHERE key = ?1"
                       " ORDER BY id DESC LIMIT 1 OFFSET ?2)"},
        {&cache->touch, "UPDATE entry SET day = ?2 WHERE id = ?1"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++)
        if (sqlite3_prepare_v2(cache->database.handle, statements[i].sql, -1, statements[i].slot, NULL) != SQLITE_OK)
            return database_fail(&cache->database, "preparing a query", err);
    return true;
}

/* What opening came to. */
enum outcome { OPENED, USELESS /* delete and begin anew */, REFUSED /* with a sentence */ };

static enum outcome connect_cache(struct cache *cache, const char *path, struct error *err)
{
    struct database_head head = {.is_empty = true};
    int64_t application, version, tables;
    if (g_file_test(path, G_FILE_TEST_EXISTS) && !database_read_head(path, noun, &head, err))
        return REFUSED;
    if (!head.is_empty && !head.is_database)
        return USELESS;
    if (!head.is_empty && head.application != 0 && head.application != CACHE_APPLICATION_ID) {
        error_set(err, "'%s' is the database of another program, not linger's cache: move it away", path);
        return REFUSED;
    }
    if (head.is_cut && head.application == CACHE_APPLICATION_ID)
        return USELESS;
    struct database *database = &cache->database;
    if (!database_connect(database, path, noun, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err))
        return REFUSED;
    if (!database_number(database, "SELECT count(*) FROM sqlite_schema", &tables, err) ||
        !database_number(database, "PRAGMA application_id", &application, err) ||
        !database_number(database, "PRAGMA user_version", &version, err)) {
        int code = sqlite3_errcode(database->handle) & 0xff;
        return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? USELESS : REFUSED;
    }
    if (application == 0 && tables > 0) {
        error_set(err, "'%s' is the database of another program, not linger's cache: move it away", path);
        return REFUSED;
    }
    if (application != 0 && version != CACHE_VERSION)
        return USELESS;
    if (!database_use_wal(database, err) || !database_run(database, "PRAGMA synchronous = NORMAL", err) ||
        (application == 0 && !begin_schema(database, err)))
        return REFUSED;
    return prepare(cache, err) ? OPENED : USELESS;
}

static void disconnect(struct cache *cache)
{
    sqlite3_stmt **statements[] = {&cache->look, &cache->read, &cache->put, &cache->thin, &cache->touch};
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
        sqlite3_finalize(*statements[i]);
        *statements[i] = NULL;
    }
    database_close(&cache->database);
}

static bool delete_files(const char *path, struct error *err)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *name = g_strconcat(path, suffixes[i], NULL);
        if (g_unlink(name) != 0 && g_file_test(name, G_FILE_TEST_EXISTS))
            return error_set(err, "the cache '%s' is damaged and cannot be deleted: delete it", name);
    }
    return true;
}

static bool connect_or_rebuild(struct cache *cache, const char *path, struct error *err)
{
    enum outcome outcome = connect_cache(cache, path, err);
    if (outcome == USELESS) {
        disconnect(cache);
        if (!delete_files(path, err))
            return false;
        outcome = connect_cache(cache, path, err);
    }
    if (outcome == OPENED)
        error_release(err);
    return outcome == OPENED;
}

struct cache *cache_open(const char *path, struct error *err)
{
    struct cache *cache = g_new0(struct cache, 1);
    cache->used = g_array_new(FALSE, FALSE, sizeof(int64_t));
    cache->today = g_get_real_time() / G_USEC_PER_SEC / (24 * 60 * 60);
    struct error own = {0};
    bool ok = connect_or_rebuild(cache, path, &own);
    if (!ok)
        error_set(err, "%s", own.message);
    error_release(&own);
    if (ok)
        return cache;
    disconnect(cache);
    g_array_unref(cache->used);
    g_free(cache);
    return NULL;
}

/* Losing this costs nothing but a worse guess of what to prune. */
static void write_days(struct cache *cache)
{
    if (cache->used->len == 0 || !database_begin(&cache->database, NULL))
        return;
    for (guint i = 0; i < cache->used->len; i++) {
        sqlite3_bind_int64(cache->touch, 1, g_array_index(cache->used, int64_t, i));
        sqlite3_bind_int64(cache->touch, 2, cache->today);
        sqlite3_step(cache->touch);
        sqlite3_reset(cache->touch);
    }
    database_commit(&cache->database, NULL);
    g_array_set_size(cache->used, 0);
}

void cache_close(struct cache *cache)
{
    if (cache == NULL)
        return;
    write_days(cache);
    disconnect(cache);
    g_array_unref(cache->used);
    g_free(cache);
}

static bool take_row(struct cache *cache, struct cache_entry *entry)
{
    *entry = (struct cache_entry){.id = sqlite3_column_int64(cache->look, 0),
                                  .dependencies = (const char *)sqlite3_column_text(cache->look, 1),
                                  .dependencies_key = (const char *)sqlite3_column_text(cache->look, 2)};
    if (sqlite3_column_bytes(cache->look, 4) != sizeof entry->facts_hash)
        return false;
    memcpy(&entry->facts_hash, sqlite3_column_blob(cache->look, 4), sizeof entry->facts_hash);
    return true;
}

bool cache_find(struct cache *cache, const char *key, bool (*is_wanted)(const struct cache_entry *entry, void *user), void *user,
                struct cache_entry *entry)
{
    bool found = false;
    sqlite3_bind_text(cache->look, 1, key, -1, SQLITE_STATIC);
    while (!found && sqlite3_step(cache->look) == SQLITE_ROW)
        found = take_row(cache, entry) && is_wanted(entry, user);
    if (found && sqlite3_column_int64(cache->look, 3) != cache->today)
        g_array_append_val(cache->used, entry->id);
    sqlite3_reset(cache->look);
    entry->dependencies = entry->dependencies_key = NULL;
    return found;
}

GBytes *cache_read(struct cache *cache, const struct cache_entry *entry)
{
    GBytes *facts = NULL;
    sqlite3_bind_int64(cache->read, 1, entry->id);
    if (sqlite3_step(cache->read) == SQLITE_ROW) {
        facts = g_bytes_new(sqlite3_column_blob(cache->read, 0), (gsize)sqlite3_column_bytes(cache->read, 0));
        gsize size;
        const void *data = g_bytes_get_data(facts, &size);
        if (!hash_equal(hash_bytes(data, size), entry->facts_hash))
            g_clear_pointer(&facts, g_bytes_unref);
    }
    sqlite3_reset(cache->read);
    return facts;
}

static bool is_damage(const struct cache *cache)
{
    int code = sqlite3_errcode(cache->database.handle) & 0xff;
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

static bool rebuild(struct cache *cache, struct error *err)
{
    g_autofree char *path = g_strdup(cache->database.path);
    disconnect(cache);
    return delete_files(path, err) && connect_cache(cache, path, err) == OPENED;
}

static bool put(struct cache *cache, const char *unit_key, const char *dependencies, const char *dependencies_key,
                const void *facts, size_t size)
{
    struct hash hash = hash_bytes(facts, size);
    sqlite3_bind_text(cache->put, 1, unit_key, -1, SQLITE_STATIC);
    sqlite3_bind_text(cache->put, 2, dependencies, -1, SQLITE_STATIC);
    sqlite3_bind_text(cache->put, 3, dependencies_key, -1, SQLITE_STATIC);
    sqlite3_bind_int64(cache->put, 4, cache->today);
    sqlite3_bind_int64(cache->put, 5, (int64_t)size);
    sqlite3_bind_blob(cache->put, 6, &hash, sizeof hash, SQLITE_STATIC);
    sqlite3_bind_blob64(cache->put, 7, size > 0 ? facts : "", size, SQLITE_STATIC);
    int code = sqlite3_step(cache->put);
    sqlite3_reset(cache->put);
    sqlite3_bind_text(cache->thin, 1, unit_key, -1, SQLITE_STATIC);
    sqlite3_bind_int64(cache->thin, 2, VERSIONS_KEPT);
    sqlite3_step(cache->thin);
    sqlite3_reset(cache->thin);
    return code == SQLITE_DONE;
}

bool cache_put(struct cache *cache, const char *unit_key, const char *dependencies, const char *dependencies_key,
               const void *facts, size_t size, struct error *err)
{
    if (put(cache, unit_key, dependencies, dependencies_key, facts, size))
        return true;
    if (!is_damage(cache))
        return database_fail(&cache->database, "caching facts", err);
    if (!rebuild(cache, err))
        return false;
    if (put(cache, unit_key, dependencies, dependencies_key, facts, size))
        return true;
    return database_fail(&cache->database, "caching facts", err);
}

/* --- size ----------------------------------------------------------------------------------------------------------------- */

static bool drop_dead(struct cache *cache, const char *const *live, struct error *err)
{
    struct database *database = &cache->database;
    if (!database_run(database, "CREATE TEMP TABLE live (key TEXT PRIMARY KEY) WITHOUT ROWID", err))
        return false;
    sqlite3_stmt *add = NULL;
    bool ok = sqlite3_prepare_v2(database->handle, "INSERT OR IGNORE INTO live VALUES (?1)", -1, &add, NULL) == SQLITE_OK;
    for (; ok && *live != NULL; live++) {
        sqlite3_bind_text(add, 1, *live, -1, SQLITE_STATIC);
        ok = sqlite3_step(add) == SQLITE_DONE;
        sqlite3_reset(add);
    }
    if (!ok)
        database_fail(database, "pruning", err);
    sqlite3_finalize(add);
    return ok && database_run(database,
                              "DELETE FROM entry WHERE key NOT IN (SELECT key FROM live);"
                              "DROP TABLE live",
                              err);
}

/* Keeps the most recently used whose sizes add up to no more than max_bytes. */
static bool drop_oldest(struct cache *cache, uint64_t max_bytes, struct error *err)
{
    g_autofree char *sql = g_strdup_printf("DELETE FROM entry WHERE id IN (SELECT id FROM (SELECT id, sum(size) OVER (ORDER BY "
                                           "day DESC, id DESC) AS total FROM entry) WHERE total > %" PRIu64 ")",
                                           MIN(max_bytes, (uint64_t)INT64_MAX));
    return database_run(&cache->database, sql, err);
}

static bool drop(struct cache *cache, const char *const *live, uint64_t max_bytes, struct error *err)
{
    return (live == NULL || drop_dead(cache, live, err)) && (max_bytes == 0 || drop_oldest(cache, max_bytes, err));
}

bool cache_prune(struct cache *cache, const char *const *live_unit_keys, uint64_t max_bytes, struct error *err)
{
    write_days(cache);
    if (!database_begin(&cache->database, err))
        return false;
    if (!drop(cache, live_unit_keys, max_bytes, err)) {
        database_rollback(&cache->database);
        return false;
    }
    if (!database_commit(&cache->database, err))
        return false;
    int64_t free_pages, pages;
    if (!database_number(&cache->database, "PRAGMA freelist_count", &free_pages, err) ||
        !database_number(&cache->database, "PRAGMA page_count", &pages, err))
        return false;
    if (free_pages > pages / 4) /* refused while somebody else reads: the pages will be used again */
        database_run(&cache->database, "VACUUM", NULL);
    return true;
}

bool cache_measure(struct cache *cache, struct cache_size *size, struct error *err)
{
    int64_t entries, bytes;
    if (!database_number(&cache->database, "SELECT count(DISTINCT key) FROM entry WHERE dependencies <> ''", &entries, err) ||
        !database_number(&cache->database, "SELECT ifnull(sum(size), 0) FROM entry", &bytes, err))
        return false;
    *size = (struct cache_size){.entries = (uint64_t)entries, .bytes = (uint64_t)bytes};
    return true;
}
