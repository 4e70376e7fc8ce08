/* database.c: a findings database whose cells, and pages, somebody else wrote. The input is a list of changes to a good one:
 *     table, column, type, length, the value      (a byte each, then the value)
 *     0xff, where, where, length, bytes           (overwrites the file itself) */
#include "store/store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "test/fuzz/fuzz.h"

static const char *const tables[] = {"file",   "run",    "run_problem", "finding",      "past",    "renamed", "step",
                                     "reason", "triage", "triage_word", "registration", "removal", "hold",    "fact_hash"};

static void add_finding(struct results *results, const char *subject)
{
    struct finding *finding = arena_new_item(results->arena, struct finding);
    struct step *step = arena_new_item(results->arena, struct step);
    *step = (struct step){.loc = {"a.c", 3, 1}, .text = "put here"};
    *finding = (struct finding){.rule = "unremoved-registration",
                                .kind = "exit",
                                .confidence = CONFIDENCE_HIGH,
                                .message = "'c' is still there",
                                .loc = {"a.c", 3, 5},
                                .function = "serve",
                                .subject = subject,
                                .context = "push ( & list , c )",
                                .fix = "remove it",
                                .steps = step,
                                .step_count = 1};
    g_ptr_array_add(results->findings, finding);
}

static void record(struct store *store, const char *subject)
{
    struct results *results = results_new();
    add_finding(results, "conns");
    add_finding(results, subject);
    struct registration_row *row = arena_new_item(results->arena, struct registration_row);
    *row = (struct registration_row){.registry = "conns",
                                     .element = "c",
                                     .via = "push",
                                     .loc = {"a.c", 3, 5},
                                     .function = "serve",
                                     .verdict = "quiet",
                                     .reason = "so"};
    g_ptr_array_add(results->registrations, row);
    results_finish(results);
    struct run_unit units[] = {{.path = "a.c", .status = "ok"}, {.path = "b.c", .status = "failed", .problem = "it broke"}};
    struct run_record run = {.is_whole = true,
                             .version = "1",
                             .libclang = "19",
                             .arguments = "check",
                             .units = units,
                             .unit_count = 2,
                             .results = results,
                             .when = "2026-01-31T12:00:00Z"};
    if (!store_record_run(store, &run, NULL, NULL))
        die("the good database cannot be written");
    results_free(results);
}

/* The bytes of a good database, made once. */
static const char *good_database(gsize *size)
{
    static char *bytes;
    static gsize length;
    if (bytes == NULL) {
        g_autofree char *path = g_build_filename(fuzz_folder(), "good.db", NULL);
        struct store *store = store_open(path, STORE_WRITE, NULL);
        record(store, "peers");
        record(store, "rooms");
        store_close(store);
        sqlite3 *db;
        sqlite3_open(path, &db);
        sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
        sqlite3_close(db);
        if (!g_file_get_contents(path, &bytes, &length, NULL))
            die("the good database cannot be read");
    }
    *size = length;
    return bytes;
}

static void bind(sqlite3_stmt *statement, uint8_t type, const uint8_t *value, uint8_t length)
{
    gint64 number = 0;
    memcpy(&number, value, MIN(length, sizeof number));
    switch (type % 5) {
    case 0:
        sqlite3_bind_null(statement, 1);
        break;
    case 1:
        sqlite3_bind_int64(statement, 1, number);
        break;
    case 2:
        sqlite3_bind_double(statement, 1, (double)number / 7);
        break;
    case 3:
        sqlite3_bind_text(statement, 1, (const char *)value, length, SQLITE_STATIC);
        break;
    default:
        sqlite3_bind_blob(statement, 1, value, length, SQLITE_STATIC);
        break;
    }
}

static char *column_name(sqlite3 *db, const char *table, uint8_t column)
{
    g_autofree char *sql = g_strdup_printf("SELECT name FROM pragma_table_info('%s') LIMIT 1 OFFSET %d", table, column % 24);
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    char *name = sqlite3_step(statement) == SQLITE_ROW ? g_strdup((const char *)sqlite3_column_text(statement, 0)) : NULL;
    sqlite3_finalize(statement);
    return name;
}

static void change_cell(sqlite3 *db, const uint8_t *change)
{
    const char *table = tables[change[0] % G_N_ELEMENTS(tables)];
    g_autofree char *column = column_name(db, table, change[1]);
    if (column == NULL)
        return;
    g_autofree char *sql = g_strdup_printf("UPDATE OR IGNORE %s SET \"%s\" = ?1", table, column);
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return;
    bind(statement, change[2], change + 4, change[3]);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
}

static void change_page(const char *path, const uint8_t *change)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || pwrite(fd, change + 4, change[3], (change[1] << 8 | change[2]) * 4) < 0)
        die("%s cannot be changed", path);
    close(fd);
}

static void change_all(const char *path, const uint8_t *data, size_t size)
{
    sqlite3 *db;
    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    for (size_t at = 0; at + 4 <= size && at + 4 + data[at + 3] <= size; at += 4 + (size_t)data[at + 3])
        if (data[at] != 0xff)
            change_cell(db, data + at);
    sqlite3_close(db);
    for (size_t at = 0; at + 4 <= size && at + 4 + data[at + 3] <= size; at += 4 + (size_t)data[at + 3])
        if (data[at] == 0xff)
            change_page(path, data + at);
}

static void read_all(struct store *store)
{
    struct error err = {0};
    GPtrArray *rows = store_runs(store, &err);
    if (rows != NULL)
        g_ptr_array_unref(rows);
    error_release(&err);
    rows = store_failed_units(store, 0, NULL);
    if (rows != NULL)
        g_ptr_array_unref(rows);
    struct results *findings = store_load_findings(store, 0, true, NULL);
    for (guint i = 0; findings != NULL && i < findings->findings->len; i++) {
        const struct finding *finding = findings->findings->pdata[i];
        rows = store_history(store, finding->fingerprint, NULL);
        if (rows != NULL)
            g_ptr_array_unref(rows);
    }
    results_free(findings);
    store_diff_free(store_diff_runs(store, 1, 2, true, NULL));
    results_free(store_load_registrations(store, "a.c", 0, NULL));
    GString *baseline = store_write_baseline(store, NULL);
    if (baseline != NULL)
        g_string_free(baseline, TRUE);
    baseline_free(store_baseline_of_run(store, 0, NULL));
}

static void record_again(struct store *store)
{
    struct results *results = results_new();
    add_finding(results, "conns");
    results_finish(results);
    struct run_unit unit = {.path = "a.c", .status = "ok"};
    struct run_record run = {
        .is_whole = true, .units = &unit, .unit_count = 1, .results = results, .when = "2026-02-01T12:00:00Z"};
    store_record_run(store, &run, NULL, NULL);
    results_free(results);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gsize length;
    const char *good = good_database(&length);
    const char *path = fuzz_file("linger.db", good, length);
    change_all(path, data, size);
    struct error err = {0};
    struct store *store = store_open(path, STORE_WRITE, &err);
    if (store != NULL) {
        read_all(store);
        record_again(store);
        read_all(store);
        store_close(store);
    }
    error_release(&err);
    return 0;
}
