/* runs.c: the list of runs, and what people call one. */
#include "store/internal.h"

/* A row and its strings in one arena each, so that an array of them frees as usual. */
struct owned_run {
    struct run_row row; /* first: the array's elements are struct run_row * */
    struct arena *arena;
};

static void free_run(gpointer data)
{
    struct owned_run *owned = data;
    arena_free(owned->arena);
    g_free(owned);
}

static struct owned_run *run_from_row(sqlite3_stmt *statement)
{
    struct owned_run *owned = g_new0(struct owned_run, 1);
    struct run_row *row = &owned->row;
    owned->arena = arena_new();
    row->id = sqlite3_column_int64(statement, 0);
    row->when = column_text(statement, 1, owned->arena);
    row->revision = column_text(statement, 2, owned->arena);
    row->version = column_text(statement, 3, owned->arena);
    row->libclang = column_text(statement, 4, owned->arena);
    row->arguments = column_text(statement, 5, owned->arena);
    row->is_dirty = sqlite3_column_int(statement, 6) != 0;
    row->is_whole = sqlite3_column_int(statement, 7) != 0;
    row->seconds = sqlite3_column_double(statement, 8);
    uint32_t *const numbers[] = {&row->units,
                                 &row->failed_units,
                                 &row->partial_units,
                                 &row->total,
                                 &row->fresh,
                                 &row->fixed,
                                 &row->reopened,
                                 &row->by_confidence[CONFIDENCE_LOW],
                                 &row->by_confidence[CONFIDENCE_MEDIUM],
                                 &row->by_confidence[CONFIDENCE_HIGH],
                                 &row->suppressed,
                                 &row->dismissed};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        *numbers[i] = (uint32_t)sqlite3_column_int64(statement, 9 + (int)i);
    return owned;
}

GPtrArray *store_runs(struct store *store, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUNS, err);
    if (statement == NULL)
        return NULL;
    GPtrArray *runs = g_ptr_array_new_with_free_func(free_run);
    int more;
    while ((more = store_next(store, statement, "reading the runs", err)) > 0)
        g_ptr_array_add(runs, run_from_row(statement));
    if (more == 0)
        return runs;
    g_ptr_array_unref(runs);
    return NULL;
}

static void free_unit(gpointer data)
{
    struct run_unit *unit = data;
    g_free((char *)unit->path);
    g_free((char *)unit->status);
    g_free((char *)unit->problem);
    g_free(unit);
}

GPtrArray *store_failed_units(struct store *store, int64_t run, struct error *err)
{
    if (!store_check_run(store, &run, err))
        return NULL;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_PROBLEMS, err);
    if (statement == NULL)
        return NULL;
    bind_number(statement, 1, run);
    GPtrArray *units = g_ptr_array_new_with_free_func(free_unit);
    int more;
    while ((more = store_next(store, statement, "reading the units", err)) > 0) {
        struct run_unit *unit = g_new0(struct run_unit, 1);
        unit->path = g_strdup((const char *)sqlite3_column_text(statement, 0));
        unit->status = g_strdup((const char *)sqlite3_column_text(statement, 1));
        unit->problem = g_strdup((const char *)sqlite3_column_text(statement, 2));
        g_ptr_array_add(units, unit);
    }
    if (more == 0)
        return units;
    g_ptr_array_unref(units);
    return NULL;
}

/* --- names of runs -------------------------------------------------------------------------------------------------------- */

/* 1: found; 0: none; -1: failed. */
static int first_run(struct store *store, sqlite3_stmt *statement, int64_t *run, struct error *err)
{
    int found = store_next(store, statement, "looking for a run", err);
    if (found > 0)
        *run = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return found;
}

/* "last", "last~2" */
static int find_relative(struct store *store, const char *text, int64_t *run, struct error *err)
{
    guint64 back = 0;
    if (!g_str_has_prefix(text, "last"))
        return 0;
    if (text[4] != '\0' && (text[4] != '~' || !g_ascii_string_to_unsigned(text + 5, 10, 0, UINT32_MAX, &back, NULL)))
        return 0;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_BEFORE_LAST, err);
    if (statement == NULL)
        return -1;
    bind_number(statement, 1, (int64_t)back);
    return first_run(store, statement, run, err);
}

static int find_number(struct store *store, const char *text, int64_t *run, struct error *err)
{
    guint64 number;
    if (!g_ascii_string_to_unsigned(text, 10, 1, INT64_MAX, &number, NULL))
        return 0;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_EXISTS, err);
    if (statement == NULL)
        return -1;
    bind_number(statement, 1, (int64_t)number);
    return first_run(store, statement, run, err);
}

static bool is_date(const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; shape[i] != '\0'; i++)
        if (shape[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return false;
    return text[sizeof shape - 1] == '\0';
}

static int find_date(struct store *store, const char *text, int64_t *run, struct error *err)
{
    if (!is_date(text))
        return 0;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_BY_TIME, err);
    if (statement == NULL)
        return -1;
    bind_text(statement, 1, text);
    return first_run(store, statement, run, err);
}

static int find_revision(struct store *store, const char *text, int64_t *run, struct error *err)
{
    enum { SHORTEST = 4 };
    if (strlen(text) < SHORTEST)
        return 0;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_BY_REVISION, err);
    if (statement == NULL)
        return -1;
    bind_text(statement, 1, text);
    int more;
    g_autofree char *revision = NULL;
    while ((more = store_next(store, statement, "looking for a run", err)) > 0) {
        const char *found = (const char *)sqlite3_column_text(statement, 1);
        if (revision != NULL && strcmp(found, revision) != 0) {
            error_set(err, "runs of several git revisions begin with '%s': give more of its digits", text);
            more = -1;
            break;
        }
        if (revision == NULL) {
            revision = g_strdup(found);
            *run = sqlite3_column_int64(statement, 0);
        }
    }
    sqlite3_reset(statement);
    return more < 0 ? -1 : revision != NULL;
}

bool store_find_run(struct store *store, const char *text, int64_t *run, struct error *err)
{
    static int (*const ways[])(struct store *, const char *, int64_t *, struct error *) = {find_relative, find_number, find_date,
                                                                                           find_revision};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        int found = ways[i](store, text, run, err);
        if (found != 0)
            return found > 0;
    }
    int64_t last;
    if (!store_last_run(store, &last, err))
        return false;
    if (last == 0)
        return error_set(err, "there is no run in '%s' yet: run `linger check` first", store->database.path);
    return error_set(err,
                     "no run in '%s' is called '%s': give a run's number, `last`, `last~2`, a date as 2026-01-31, or the git "
                     "revision it was made at",
                     store->database.path, text);
}
