/* internal.h: what the files of store/ share about an open findings database. */
#ifndef LINGER_STORE_INTERNAL_H
#define LINGER_STORE_INTERNAL_H

#include "store/database.h"
#include "store/store.h"

/* Prepared on first use, kept until the store closes: one row per statement in statements.def. */
enum statement {
#define STATEMENT(name, sql) STATEMENT_##name,
#include "store/statements.def"
#undef STATEMENT
    STATEMENT_COUNT
};

struct store {
    struct database database;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    GHashTable *files; /* path -> row id of `file`, owned keys; filled while writing, forgotten on rollback */
};

/* Reset and unbound, or NULL (with a sentence). */
sqlite3_stmt *store_statement(struct store *store, enum statement which, struct error *err);

/* Binding and reading; a NULL text is SQL's NULL. Texts must live until the statement was stepped. */
void bind_text(sqlite3_stmt *statement, int index, const char *text);
void bind_number(sqlite3_stmt *statement, int index, int64_t number);
const char *column_text(sqlite3_stmt *statement, int index, struct arena *arena); /* in the arena; NULL for NULL */

/* Runs a statement that gives no rows. */
bool store_execute(struct store *store, sqlite3_stmt *statement, const char *doing, struct error *err);

/* A row is there: 1; no more: 0; failed: -1 with a sentence. */
int store_next(struct store *store, sqlite3_stmt *statement, const char *doing, struct error *err);

/* Begins, and ends by committing (ok) or rolling back. */
bool store_begin(struct store *store, struct error *err);
bool store_end(struct store *store, bool ok, struct error *err);

/* Row id of a path (NULL: unknown), added if new; false with a sentence. */
bool store_file(struct store *store, const char *path, int64_t *id, struct error *err);

/* The id of the last run; 0: none yet. */
bool store_last_run(struct store *store, int64_t *run, struct error *err);

/* "2026-01-31T12:00:00Z". g_free. */
char *store_now(void);

/* --- identity.c: which stored finding is this one? ---------------------------------------------------------------------- */

enum fate {
    FATE_NEW,
    FATE_SAME,     /* known and present */
    FATE_REOPENED, /* known and gone */
};

struct match {
    enum fate fate;
    int64_t id;      /* row in `finding`; FATE_NEW: 0 */
    bool is_renamed; /* known under another fingerprint: `was` */
    char was[33];
    uint64_t content;        /* hash of what is shown */
    bool is_changed;         /* the stored row shows something else */
    const char *triage_from; /* new finding: fingerprint of the triage row of its former self, or NULL; owned by the plan */
};

/* What recording a run would do, without doing it. */
struct plan {
    struct match *matches; /* one per finding of record->results */
    GArray *gone;          /* int64_t: rows that are fixed */
    struct run_row counts; /* fresh, fixed, reopened; nothing else filled */
    struct arena *arena;
};

/* Also fills state, triage and since_run (unless new) of the findings. NULL with a sentence. */
struct plan *plan_make(struct store *store, const struct run_record *record, struct error *err);
void plan_free(struct plan *plan);

/* --- coverage.c: may a finding that was not seen be called fixed? -------------------------------------------------------- */

struct coverage; /* opaque */

struct coverage *coverage_new(const struct run_record *record);
void coverage_free(struct coverage *coverage);
bool coverage_is_complete(const struct coverage *coverage); /* every file settles */

/* A finding that touches `path` would have been seen in this run if it were still there, as far as that file goes. */
bool coverage_settles(const struct coverage *coverage, const char *path);

/* All files that were looked at with success, sorted; borrowed. In a run of a part of the program nothing else settles. */
GPtrArray *coverage_paths(const struct coverage *coverage);

/* The file is one of a unit that was tried and failed. */
bool coverage_failed(const struct coverage *coverage, const char *path);

/* --- load.c: reading findings --------------------------------------------------------------------------------------------- */

/* A run people may ask for: 0 becomes the last; one that is not there gives a sentence. An empty database has run 0 only. */
bool store_check_run(struct store *store, int64_t *run, struct error *err);

/* Of all present findings (hidden ones too) only what identifies them; for use inside a transaction. */
struct results *store_load_present(struct store *store, struct error *err);

/* The id of the finding with this fingerprint, prefix or former fingerprint. */
bool store_find_id(struct store *store, const char *fingerprint, int64_t *id, struct error *err);

/* The columns that finding_from_row reads, of finding f, file p, and triage t. `:run` must be bound. */
extern const char finding_columns[];
extern const char finding_tables[];
enum { FINDING_COLUMN_COUNT = 23 };

/* Appends the finding of the current row to the results. `row`, if not NULL, receives its id. */
struct finding *finding_from_row(sqlite3_stmt *statement, struct results *results, int64_t run, int64_t *row);

/* Steps and evidence. */
bool finding_load_details(struct store *store, struct finding *finding, int64_t row, struct arena *arena, struct error *err);

/* A statement made for one question; finalize it. Parameters by name; one that does not occur is no error. */
sqlite3_stmt *store_ask(struct store *store, const char *sql, struct error *err);
void bind_named(sqlite3_stmt *statement, const char *name, int64_t number);
void bind_named_text(sqlite3_stmt *statement, const char *name, const char *text);

/* --- rows.c: what goes with a run besides findings ----------------------------------------------------------------------- */

bool rows_write_problems(struct store *store, int64_t run, const struct run_record *record, struct error *err);
bool rows_write_facts(struct store *store, const struct results *results, struct error *err);

#endif
