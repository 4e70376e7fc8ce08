/* history.c: what happened to one finding: when runs first saw it, missed it, saw it again; who said what about it. */
#include "store/internal.h"

static const char doing[] = "reading a finding's history";

static void free_row(gpointer data)
{
    struct history_row *row = data;
    g_free((char *)row->when);
    g_free((char *)row->reason);
    g_free((char *)row->author);
    g_free(row);
}

static bool add_event(struct store *store, GPtrArray *rows, int64_t run, enum finding_state state, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_TIME, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, run);
    int found = store_next(store, statement, doing, err);
    if (found >= 0) {
        struct history_row *row = g_new0(struct history_row, 1);
        row->run = run;
        row->state = state;
        row->when = found > 0 ? g_strdup((const char *)sqlite3_column_text(statement, 0)) : NULL;
        g_ptr_array_add(rows, row);
    }
    sqlite3_reset(statement);
    return found >= 0;
}

static bool add_intervals(struct store *store, GPtrArray *rows, int64_t id, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_INTERVALS, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, id);
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0) {
        bool is_gone = sqlite3_column_type(statement, 1) != SQLITE_NULL;
        enum finding_state state = sqlite3_column_int(statement, 2) != 0 ? STATE_REOPENED : STATE_NEW;
        if (!add_event(store, rows, sqlite3_column_int64(statement, 0), state, err) ||
            (is_gone && !add_event(store, rows, sqlite3_column_int64(statement, 1), STATE_FIXED, err)))
            return false;
    }
    return more == 0;
}

static bool add_words(struct store *store, GPtrArray *rows, int64_t id, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_WORDS, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, id);
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0) {
        struct history_row *row = g_new0(struct history_row, 1);
        row->triage = (enum finding_triage)(sqlite3_column_int(statement, 0) & 3);
        row->reason = g_strdup((const char *)sqlite3_column_text(statement, 1));
        row->author = g_strdup((const char *)sqlite3_column_text(statement, 2));
        row->when = g_strdup((const char *)sqlite3_column_text(statement, 3));
        g_ptr_array_add(rows, row);
    }
    return more == 0;
}

/* Pruned runs (no time) first; at the same second runs before words. */
static int compare_rows(gconstpointer left, gconstpointer right)
{
    const struct history_row *a = *(const struct history_row *const *)left, *b = *(const struct history_row *const *)right;
    int order = g_strcmp0(a->when, b->when);
    if (order == 0)
        order = (a->run == 0) - (b->run == 0);
    return order != 0 ? order : (a->run > b->run) - (a->run < b->run);
}

GPtrArray *store_history(struct store *store, const char *fingerprint, struct error *err)
{
    int64_t id;
    if (!store_find_id(store, fingerprint, &id, err))
        return NULL;
    GPtrArray *rows = g_ptr_array_new_with_free_func(free_row);
    if (add_intervals(store, rows, id, err) && add_words(store, rows, id, err)) {
        g_ptr_array_sort(rows, compare_rows); /* stable: words of one second stay in order */
        return rows;
    }
    g_ptr_array_unref(rows);
    return NULL;
}
