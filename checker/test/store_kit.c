/* store_kit.c: see store_kit.h. */
#include "test/store_kit.h"

#include <sqlite3.h>

#include "test/test.h"

struct kit *kit_new(void)
{
    struct kit *kit = g_new0(struct kit, 1);
    kit->results = results_new();
    kit->units = g_array_new(FALSE, TRUE, sizeof(struct run_unit));
    return kit;
}

void kit_free(struct kit *kit)
{
    results_free(kit->results);
    g_array_unref(kit->units);
    g_free(kit);
}

struct finding *kit_finding(struct kit *kit, const char *file, uint32_t line, const char *function, const char *subject)
{
    struct arena *arena = kit->results->arena;
    struct finding *finding = arena_new_item(arena, struct finding);
    *finding = (struct finding){.rule = "unremoved-registration",
                                .kind = "exit",
                                .confidence = CONFIDENCE_HIGH,
                                .message = arena_printf(arena, "'c' is still in '%s'", subject),
                                .loc = {arena_strdup(arena, file), line, 5},
                                .function = arena_strdup(arena, function),
                                .subject = arena_strdup(arena, subject),
                                .context = arena_printf(arena, "push ( & %s , c )", subject),
                                .fix = "remove it"};
    g_ptr_array_add(kit->results->findings, finding);
    return finding;
}

void kit_step(struct kit *kit, struct finding *finding, const char *file, uint32_t line, const char *text)
{
    struct arena *arena = kit->results->arena;
    struct step *steps = arena_new_array(arena, struct step, finding->step_count + 1);
    if (finding->step_count > 0)
        memcpy(steps, finding->steps, sizeof *steps * finding->step_count);
    steps[finding->step_count++] = (struct step){.loc = {arena_strdup(arena, file), line, 1}, .text = arena_strdup(arena, text)};
    finding->steps = steps;
}

void kit_unit(struct kit *kit, const char *path, const char *status)
{
    struct run_unit unit = {.path = path, .status = status, .problem = strcmp(status, "ok") == 0 ? NULL : "it broke"};
    g_array_append_val(kit->units, unit);
}

void kit_registrations(struct kit *kit, uint32_t count)
{
    struct arena *arena = kit->results->arena;
    for (uint32_t i = 0; i < count; i++) {
        struct registration_row *row = arena_new_item(arena, struct registration_row);
        *row = (struct registration_row){.registry = arena_printf(arena, "g_list_%u", i % 100),
                                         .element = "c",
                                         .via = "TAILQ_INSERT_TAIL",
                                         .loc = {arena_printf(arena, "src/file_%03u.c", i % 500), i / 500 + 1, 5},
                                         .function = "serve",
                                         .verdict = "quiet",
                                         .reason = arena_printf(arena, "removed by conn_free at conn.c:%u on every exit", i)};
        g_ptr_array_add(kit->results->registrations, row);
    }
}

bool kit_try(struct store *store, struct kit *kit, int64_t *run, struct error *err)
{
    results_finish(kit->results);
    struct run_record record = {.revision = "0123456789abcdef",
                                .is_whole = !kit->is_partial,
                                .version = "0.1",
                                .libclang = "19",
                                .seconds = 1.5,
                                .arguments = "check",
                                .units = (const struct run_unit *)(const void *)kit->units->data,
                                .unit_count = kit->units->len,
                                .results = kit->results,
                                .when = "2026-01-31T12:00:00Z"};
    return store_record_run(store, &record, run, err);
}

int64_t kit_record(struct store *store, struct kit *kit)
{
    struct error err = {0};
    int64_t run = 0;
    if (!CHECK(kit_try(store, kit, &run, &err)))
        CHECK_TEXT(err.message, "");
    error_release(&err);
    return run;
}

struct store *kit_open(const char *path, enum store_mode mode)
{
    struct error err = {0};
    struct store *store = store_open(path, mode, &err);
    if (!CHECK(store != NULL))
        CHECK_TEXT(err.message, "");
    error_release(&err);
    return store;
}

char *kit_path(const char *name)
{
    return g_build_filename(test_folder(), name, NULL);
}

char *kit_list(struct store *store, int64_t run, bool all)
{
    struct error err = {0};
    struct results *results = store_load_findings(store, run, all, &err);
    if (!CHECK(results != NULL)) {
        CHECK_TEXT(err.message, "");
        error_release(&err);
        return g_strdup("");
    }
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < results->findings->len; i++) {
        const struct finding *finding = results->findings->pdata[i];
        g_string_append_printf(text, "%s%s:%u %s %s", i > 0 ? "; " : "", finding->loc.file, finding->loc.line, finding->subject,
                               finding_state_name(finding->state));
    }
    results_free(results);
    return g_string_free(text, FALSE);
}

char *kit_sql_text(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    char *text = NULL;
    if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK) {
        sqlite3_busy_timeout(handle, 10000);
        int code = SQLITE_OK;
        while (*sql != '\0' && code == SQLITE_OK) {
            const char *rest = sql;
            code = sqlite3_prepare_v2(handle, sql, -1, &statement, &rest);
            while (code == SQLITE_OK && statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
                g_free(text);
                text = g_strdup((const char *)sqlite3_column_text(statement, 0));
            }
            sqlite3_finalize(statement);
            sql = rest;
        }
    }
    sqlite3_close(handle);
    return text;
}

int64_t kit_sql(const char *path, const char *sql)
{
    g_autofree char *text = kit_sql_text(path, sql);
    return text != NULL ? g_ascii_strtoll(text, NULL, 10) : -1;
}
