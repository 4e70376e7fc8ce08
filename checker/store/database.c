/* database.c: connecting, transactions, sentences. */
#include "store/database.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* What went wrong and what to do. The sentence begins with "the findings database 'PATH' ". */
static const struct {
    int code;
    const char *text;
} sentences[] = {
    {SQLITE_BUSY, "is in use by another linger, which did not finish in time; try again when it has"},
    {SQLITE_LOCKED, "is in use by another linger, which did not finish in time; try again when it has"},
    {SQLITE_READONLY, "cannot be written: it or its folder is read-only; make it writable or name another place with --db"},
    {SQLITE_PERM, "cannot be opened: permission denied; change its permissions or name another place with --db"},
    {SQLITE_CANTOPEN, "cannot be opened: it or its folder may not be read or written; name another place with --db"},
    {SQLITE_CORRUPT, "is damaged; linger leaves it alone: restore a copy, or move it away and run `linger check` anew"},
    {SQLITE_NOTADB, "is damaged or no database at all; linger leaves it alone: move it away and run `linger check` anew"},
    {SQLITE_FULL, "cannot grow: the disk is full; free some space and repeat, what was stored before is intact"},
    {SQLITE_NOLFS, "cannot grow: the file system allows no larger file; what was stored before is intact"},
    {SQLITE_CONSTRAINT, "contradicts itself: somebody else may have changed it; restore a copy, or move it away and run "
                        "`linger check` anew"},
    {SQLITE_ERROR, "does not have the tables it should: somebody else may have changed it; restore a copy, or move it away "
                   "and run `linger check` anew"},
};

bool database_fail(const struct database *database, const char *doing, struct error *err)
{
    int code = sqlite3_errcode(database->handle) & 0xff;
    const char *detail = sqlite3_errmsg(database->handle);
    if (code == SQLITE_NOMEM)
        die("out of memory while %s", doing);
    if (code == SQLITE_IOERR) {
        int number = sqlite3_system_errno(database->handle);
        return error_set(err, "the %s '%s' cannot be read or written (%s, while %s); what was stored before is intact",
                         database->noun, database->path, number != 0 ? g_strerror(number) : detail, doing);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++)
        if (sentences[i].code == code)
            return error_set(err, "the %s '%s' %s (%s, while %s)", database->noun, database->path, sentences[i].text, detail,
                             doing);
    return error_set(err, "the %s '%s' failed unexpectedly (%s, while %s)", database->noun, database->path, detail, doing);
}

bool database_connect(struct database *database, const char *path, const char *noun, int flags, struct error *err)
{
    *database = (struct database){.path = g_strdup(path), .noun = noun};
    /* A prefix keeps ":memory:" and "file:" from meaning something else than a file of that name. */
    bool is_uri = (flags & SQLITE_OPEN_URI) != 0;
    char *name = is_uri || g_path_is_absolute(path) ? g_strdup(path) : g_strconcat("./", path, NULL);
    int code = sqlite3_open_v2(name, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    g_free(name);
    if (code != SQLITE_OK) {
        database_fail(database, "opening it", err);
        database_close(database);
        return false;
    }
    sqlite3_extended_result_codes(database->handle, 1);
    sqlite3_busy_timeout(database->handle, DATABASE_WAIT_MS);
    return true;
}

void database_close(struct database *database)
{
    sqlite3_close(database->handle);
    g_free(database->path);
    *database = (struct database){0};
}

bool database_run(struct database *database, const char *sql, struct error *err)
{
    if (sqlite3_exec(database->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return database_fail(database, "preparing it", err);
    return true;
}

bool database_number(struct database *database, const char *sql, int64_t *number, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    bool ok =
        sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
    if (ok)
        *number = sqlite3_column_int64(statement, 0);
    else
        database_fail(database, "reading it", err);
    sqlite3_finalize(statement);
    return ok;
}

bool database_begin(struct database *database, struct error *err)
{
    if (sqlite3_exec(database->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return database_fail(database, "waiting to write", err);
    return true;
}

bool database_commit(struct database *database, struct error *err)
{
    if (sqlite3_exec(database->handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return true;
    database_fail(database, "finishing a write", err);
    database_rollback(database);
    return false;
}

void database_rollback(struct database *database)
{
    if (database->handle != NULL && !sqlite3_get_autocommit(database->handle))
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool database_use_wal(struct database *database, struct error *err)
{
    /* SQLite does not call its busy handler while two processes switch at once. */
    for (int waited = 0; waited < DATABASE_WAIT_MS; waited += 10) {
        int code = sqlite3_exec(database->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK)
            return true;
        if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
            break;
        g_usleep(10000);
    }
    return database_fail(database, "opening it", err);
}

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* SQLite itself takes the missing end of the last page for zeroes. */
static bool ends_within_page(const char *path, const unsigned char *head, int64_t size)
{
    enum { PAGE_SIZE_AT = 16 };
    int64_t page = head[PAGE_SIZE_AT] << 8 | head[PAGE_SIZE_AT + 1];
    g_autofree char *log = g_strconcat(path, "-wal", NULL);
    struct stat info;
    if (page == 1)
        page = 65536;
    return page != 0 && size % page != 0 && (stat(log, &info) != 0 || info.st_size == 0);
}

bool database_read_head(const char *path, const char *noun, struct database_head *head, struct error *err)
{
    enum { VERSION_AT = 60, APPLICATION_AT = 68, HEAD_SIZE = 100 };
    struct stat info;
    if (stat(path, &info) != 0)
        return error_set(err, "cannot open the %s '%s': %s", noun, path, g_strerror(errno));
    if (S_ISDIR(info.st_mode))
        return error_set(err, "'%s' is a folder, but the %s must be a file: name a file in it", path, noun);
    if (!S_ISREG(info.st_mode))
        return error_set(err, "'%s' is not a regular file, but the %s must be one", path, noun);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(err, "cannot read the %s '%s': %s", noun, path, g_strerror(errno));
    unsigned char bytes[HEAD_SIZE] = {0};
    ssize_t got = read(file, bytes, sizeof bytes);
    int number = errno;
    close(file);
    if (got < 0)
        return error_set(err, "cannot read the %s '%s': %s", noun, path, g_strerror(number));
    *head = (struct database_head){.is_empty = got == 0,
                                   .is_database = got == HEAD_SIZE && memcmp(bytes, "SQLite format 3", 16) == 0,
                                   .is_cut = got == HEAD_SIZE && ends_within_page(path, bytes, info.st_size),
                                   .application = big_endian(bytes + APPLICATION_AT),
                                   .version = big_endian(bytes + VERSION_AT)};
    return true;
}
