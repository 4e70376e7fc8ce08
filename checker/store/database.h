/* database.h: one SQLite file, its transactions, and SQLite's result codes as sentences. Private to store/. */
#ifndef LINGER_STORE_DATABASE_H
#define LINGER_STORE_DATABASE_H

#include <sqlite3.h>

#include "base/error.h"

struct database {
    sqlite3 *handle;
    char *path;
    const char *noun; /* "findings database", for sentences */
};

enum { DATABASE_WAIT_MS = 10000 }; /* how long to wait for another linger */

/* `flags` as of sqlite3_open_v2. On failure the database is closed. */
bool database_connect(struct database *database, const char *path, const char *noun, int flags, struct error *err);
void database_close(struct database *database); /* closed already is fine */

/* Why the last call failed, as a sentence. Always false. `doing`: "recording the run". */
bool database_fail(const struct database *database, const char *doing, struct error *err);

/* Statements without results. */
bool database_run(struct database *database, const char *sql, struct error *err);

/* The one number `sql` gives. */
bool database_number(struct database *database, const char *sql, int64_t *number, struct error *err);

/* The only writer from here on; waits for another one. */
bool database_begin(struct database *database, struct error *err);
bool database_commit(struct database *database, struct error *err);
void database_rollback(struct database *database); /* outside a transaction: nothing */

/* Write-ahead log: readers and one writer at the same time. Waits for another process that is just switching. */
bool database_use_wal(struct database *database, struct error *err);

/* Reads a file's first bytes, before SQLite may touch it. */
struct database_head {
    bool is_empty;    /* no byte in it */
    bool is_database; /* begins as SQLite files do */
    bool is_cut;      /* ends within a page, and no write-ahead log could explain it */
    uint32_t application, version;
};

/* False: cannot be read, is a folder or a device, … */
bool database_read_head(const char *path, const char *noun, struct database_head *head, struct error *err);

#endif
