/* open.c: finding out what the file is before touching it; creating, migrating, refusing.
 *
 * Whose file it is stands in its first 100 bytes (application_id, user_version); a file that is not ours is never handed to
 * SQLite for writing. A database that was created a moment ago may have these still in the write-ahead log only, so zeroes are
 * asked again through SQLite. */
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embed.h"

enum {
    APPLICATION_ID = 0x4C4E4752, /* "LNGR" */
    SCHEMA_VERSION = 2,
};

static const char noun[] = "findings database";

/* The folder of the database, made if missing, with a .gitignore that keeps it out of git. */
static bool make_folder(const char *path, struct error *err)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(folder);
    bool made = mkdir(folder, 0777) == 0;
    int number = errno;
    if (!made && number == EEXIST && !g_file_test(folder, G_FILE_TEST_IS_DIR))
        return error_set(err, "'%s' is a file, but the %s '%s' needs it to be a folder", folder, noun, path);
    if (!made && number != EEXIST)
        return error_set(err, "cannot make the folder '%s' for the %s: %s", folder, noun, g_strerror(number));
    if (!made && strcmp(base, ".linger") != 0)
        return true;
    g_autofree char *ignore = g_build_filename(folder, ".gitignore", NULL);
    int file = open(ignore, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) /* it exists; or it cannot be written, and then the database will say so */
        return true;
    bool ok = write(file, "*\n", 2) == 2;
    number = errno;
    ok = close(file) == 0 && ok;
    return ok || error_set(err, "cannot write '%s': %s", ignore, g_strerror(number));
}

/* Foreign and newer files are refused on sight. */
static bool check_head(const char *path, const struct database_head *head, struct error *err)
{
    if (head->is_empty)
        return true;
    if (!head->is_database)
        return error_set(err,
                         "'%s' is damaged or no linger database (it does not begin as one); linger leaves it alone: restore a "
                         "copy, or move it away and run `linger check` anew",
                         path);
    if (head->application != 0 && head->application != APPLICATION_ID)
        return error_set(err, "'%s' is the database of another program (application_id 0x%08x); name another file with --db",
                         path, head->application);
    if (head->is_cut && head->application == APPLICATION_ID)
        return error_set(err,
                         "the %s '%s' is damaged: its end is missing; linger leaves it alone: restore a copy, or move it away "
                         "and run `linger check` anew",
                         noun, path);
    return true;
}

struct identity {
    int64_t application, version, tables;
};

static bool read_identity(struct database *database, struct identity *identity, struct error *err)
{
    return database_number(database, "SELECT count(*) FROM sqlite_schema", &identity->tables, err) &&
           database_number(database, "PRAGMA application_id", &identity->application, err) &&
           database_number(database, "PRAGMA user_version", &identity->version, err);
}

static bool is_fresh(const struct identity *identity)
{
    return identity->application == 0 && identity->version == 0 && identity->tables == 0;
}

static bool check_identity(const struct database *database, const struct identity *identity, struct error *err)
{
    if (is_fresh(identity))
        return true;
    if (identity->application != APPLICATION_ID)
        return error_set(err, "'%s' is the database of another program; name another file with --db", database->path);
    if (identity->version > SCHEMA_VERSION)
        return error_set(err,
                         "the %s '%s' was written by a newer linger (its schema is version %" PRId64
                         ", this one knows up to %d): use that one, or another file with --db",
                         noun, database->path, identity->version, SCHEMA_VERSION);
    if (identity->version < 1)
        return error_set(err, "the %s '%s' is damaged: it says its schema is version %" PRId64, noun, database->path,
                         identity->version);
    return true;
}

static bool run_embedded(struct database *database, const char *name, struct error *err)
{
    const struct embedded_file *file = embedded_find(embedded_schema, name);
    if (file == NULL)
        bug("%s is not embedded", name);
    return database_run(database, file->data, err);
}

static bool set_version(struct database *database, struct error *err)
{
    g_autofree char *sql =
        g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
    return database_run(database, sql, err);
}

/* Inside a transaction, since another process may have done it a moment ago. */
static bool create(struct database *database, struct error *err)
{
    struct identity identity;
    if (!database_begin(database, err))
        return false;
    bool ok = read_identity(database, &identity, err);
    if (ok && is_fresh(&identity))
        ok = run_embedded(database, "schema.sql", err) && set_version(database, err);
    if (ok)
        return database_commit(database, err);
    database_rollback(database);
    return false;
}

/* A copy beside the file: linger.db.v1.bak, or .bak-2, … if that exists. */
static bool back_up(struct database *database, int64_t version, struct error *err)
{
    g_autofree char *copy = g_strdup_printf("%s.v%" PRId64 ".bak", database->path, version);
    for (int i = 2; g_file_test(copy, G_FILE_TEST_EXISTS); i++) {
        g_free(copy);
        copy = g_strdup_printf("%s.v%" PRId64 ".bak-%d", database->path, version, i);
    }
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(database->handle, "VACUUM INTO ?1", -1, &statement, NULL) == SQLITE_OK;
    if (ok) {
        bind_text(statement, 1, copy);
        ok = sqlite3_step(statement) == SQLITE_DONE;
    }
    if (!ok)
        database_fail(database, "copying it before bringing it up to date", err);
    sqlite3_finalize(statement);
    int file = ok ? open(copy, O_RDONLY | O_CLOEXEC) : -1;
    if (ok && (file < 0 || fsync(file) != 0))
        ok = error_set(err, "cannot keep the copy '%s' of the %s: %s", copy, noun, g_strerror(errno));
    if (file >= 0)
        close(file);
    if (!ok)
        unlink(copy);
    return ok;
}

static bool migrate(struct database *database, int64_t from, struct error *err)
{
    struct identity identity;
    if (!back_up(database, from, err) || !database_begin(database, err))
        return false;
    bool ok = read_identity(database, &identity, err);
    for (int64_t version = identity.version + 1; ok && version <= SCHEMA_VERSION; version++) {
        g_autofree char *name = g_strdup_printf("migrate_%" PRId64 ".sql", version);
        ok = run_embedded(database, name, err);
    }
    if (ok && set_version(database, err))
        return database_commit(database, err);
    database_rollback(database);
    return false;
}

static bool open_for_writing(struct database *database, const char *path, struct error *err)
{
    struct identity identity;
    if (!database_connect(database, path, noun, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err))
        return false;
    if (sqlite3_db_readonly(database->handle, "main") == 1)
        return error_set(err, "the %s '%s' is read-only; make it writable or name another place with --db", noun, path);
    if (!read_identity(database, &identity, err) || !check_identity(database, &identity, err) ||
        !database_use_wal(database, err) ||
        !database_run(database, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536", err))
        return false;
    if (is_fresh(&identity))
        return create(database, err);
    return identity.version == SCHEMA_VERSION || migrate(database, identity.version, err);
}

/* In a folder that may not be written there is no write-ahead log (a clean end removes it), and none can be made: then nobody
 * else can write either, and SQLite may read the file as it is. */
static bool connect_immutable(struct database *database, const char *path, struct error *err)
{
    g_autofree char *log = g_strconcat(path, "-wal", NULL);
    struct stat info;
    if (stat(log, &info) == 0 && info.st_size > 0)
        return error_set(err,
                         "the %s '%s' was not closed in order, and its folder is read-only: run `linger report` once as "
                         "somebody who may write there",
                         noun, path);
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *escaped = g_filename_to_uri(absolute, NULL, NULL);
    if (escaped == NULL)
        return error_set(err, "the %s '%s' cannot be opened: its name is not a valid path", noun, path);
    g_autofree char *uri = g_strconcat(escaped, "?immutable=1", NULL);
    if (!database_connect(database, uri, noun, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err))
        return false;
    g_free(database->path);
    database->path = g_strdup(path);
    return true;
}

static bool open_for_reading(struct database *database, const char *path, struct identity *identity, struct error *err)
{
    if (!database_connect(database, path, noun, SQLITE_OPEN_READWRITE, err))
        return false;
    struct error first = {0};
    bool ok = read_identity(database, identity, &first);
    int code = sqlite3_errcode(database->handle) & 0xff;
    if (!ok && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
        database_close(database);
        ok = connect_immutable(database, path, err) && read_identity(database, identity, err);
    } else if (!ok) {
        error_set(err, "%s", first.message);
    }
    error_release(&first);
    return ok && check_identity(database, identity, err) && database_run(database, "PRAGMA query_only = ON", err);
}

static bool open_database(struct database *database, const char *path, enum store_mode mode, struct error *err)
{
    struct database_head head = {.is_empty = true};
    bool exists = g_file_test(path, G_FILE_TEST_EXISTS);
    if (exists && (!database_read_head(path, noun, &head, err) || !check_head(path, &head, err)))
        return false;
    if (mode == STORE_WRITE)
        return (exists || make_folder(path, err)) && open_for_writing(database, path, err);
    if (!exists)
        return error_set(err, "there is no %s '%s': run `linger check` first, or name it with --db", noun, path);
    struct identity identity;
    if (!open_for_reading(database, path, &identity, err))
        return false;
    if (is_fresh(&identity))
        return error_set(err, "the %s '%s' is empty: run `linger check` first", noun, path);
    if (identity.version == SCHEMA_VERSION)
        return true;
    database_close(database);
    if (!open_for_writing(database, path, err)) {
        error_prefix(err, "it is of an older linger and must be brought up to date");
        return false;
    }
    return database_run(database, "PRAGMA query_only = ON", err);
}

struct store *store_open(const char *path, enum store_mode mode, struct error *err)
{
    struct store *store = g_new0(struct store, 1);
    store->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (open_database(&store->database, path, mode, err) &&
        database_run(&store->database, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", err))
        return store;
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    for (size_t i = 0; i < STATEMENT_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    database_close(&store->database);
    g_hash_table_unref(store->files);
    g_free(store);
}

void store_set_patience(struct store *store, uint32_t milliseconds)
{
    sqlite3_busy_timeout(store->database.handle, (int)milliseconds);
}
