/* store.c: the small change of the other files: statements, binding, transactions, file ids. */
#include "store/internal.h"

static const char *const texts[STATEMENT_COUNT] = {
#define STATEMENT(name, sql) [STATEMENT_##name] = sql,
#include "store/statements.def"
#undef STATEMENT
};

sqlite3_stmt *store_statement(struct store *store, enum statement which, struct error *err)
{
    sqlite3_stmt **slot = &store->statements[which];
    if (*slot == NULL) {
        if (sqlite3_prepare_v3(store->database.handle, texts[which], -1, SQLITE_PREPARE_PERSISTENT, slot, NULL) != SQLITE_OK) {
            database_fail(&store->database, "preparing a query", err);
            return NULL;
        }
    } else {
        sqlite3_reset(*slot);
        sqlite3_clear_bindings(*slot);
    }
    return *slot;
}

void bind_text(sqlite3_stmt *statement, int index, const char *text)
{
    if (text == NULL)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

void bind_number(sqlite3_stmt *statement, int index, int64_t number)
{
    sqlite3_bind_int64(statement, index, number);
}

const char *column_text(sqlite3_stmt *statement, int index, struct arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(statement, index);
    return text != NULL ? arena_strdup(arena, text) : NULL;
}

bool store_execute(struct store *store, sqlite3_stmt *statement, const char *doing, struct error *err)
{
    int code = sqlite3_step(statement);
    if (code != SQLITE_DONE)
        database_fail(&store->database, doing, err);
    sqlite3_reset(statement);
    return code == SQLITE_DONE;
}

int store_next(struct store *store, sqlite3_stmt *statement, const char *doing, struct error *err)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    if (code != SQLITE_DONE)
        database_fail(&store->database, doing, err);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? 0 : -1;
}

bool store_begin(struct store *store, struct error *err)
{
    return database_begin(&store->database, err);
}

bool store_end(struct store *store, bool ok, struct error *err)
{
    if (ok)
        ok = database_commit(&store->database, err);
    else
        database_rollback(&store->database);
    if (!ok)
        g_hash_table_remove_all(store->files);
    return ok;
}

bool store_file(struct store *store, const char *path, int64_t *id, struct error *err)
{
    const char *key = path != NULL ? path : "";
    int64_t *known = g_hash_table_lookup(store->files, key);
    if (known != NULL) {
        *id = *known;
        return true;
    }
    sqlite3_stmt *find = store_statement(store, STATEMENT_FILE_FIND, err);
    if (find == NULL)
        return false;
    bind_text(find, 1, key);
    int found = store_next(store, find, "looking for a file", err);
    if (found < 0)
        return false;
    if (found > 0) {
        *id = sqlite3_column_int64(find, 0);
        sqlite3_reset(find);
    } else {
        sqlite3_stmt *add = store_statement(store, STATEMENT_FILE_ADD, err);
        if (add == NULL)
            return false;
        bind_text(add, 1, key);
        if (!store_execute(store, add, "adding a file", err))
            return false;
        *id = sqlite3_last_insert_rowid(store->database.handle);
    }
    g_hash_table_insert(store->files, g_strdup(key), g_memdup2(id, sizeof *id));
    return true;
}

bool store_last_run(struct store *store, int64_t *run, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_LAST, err);
    if (statement == NULL || store_next(store, statement, "looking for the last run", err) < 0)
        return false;
    *run = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return true;
}

char *store_now(void)
{
    GDateTime *now = g_date_time_new_now_utc();
    char *text = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_date_time_unref(now);
    return text;
}
