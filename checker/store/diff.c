/* diff.c: two runs compared. A finding is in one and not in the other only if one of its intervals begins or ends between them,
 * so only those are looked at: the cost is that of the difference, not of the findings. */
#include "store/internal.h"

static const char doing[] = "comparing runs";

#define PRESENT_AT(run)                                                                                                          \
    "((f.since_run <= " run " AND (f.gone_run IS NULL OR f.gone_run > " run "))"                                                 \
    " OR EXISTS (SELECT 1 FROM past AS i WHERE i.finding = f.id AND i.since_run <= " run " AND i.gone_run > " run "))"

/* Findings with a border in (:low, :high] that are there at `:run` and not at `:other`. */
static const char changed[] = " WHERE f.id IN (SELECT id FROM finding WHERE since_run > :low AND since_run <= :high"
                              "  UNION SELECT id FROM finding WHERE gone_run > :low AND gone_run <= :high"
                              "  UNION SELECT finding FROM past WHERE since_run > :low AND since_run <= :high"
                              "  UNION SELECT finding FROM past WHERE gone_run > :low AND gone_run <= :high)"
                              " AND " PRESENT_AT(":run") " AND NOT " PRESENT_AT(":other");

static const char tables[] = " FROM finding AS f JOIN file AS p ON f.file = p.id"
                             " LEFT JOIN triage AS t ON t.fingerprint = f.fingerprint";

/* One more column: it had been there before `:other`. */
static const char was_there[] =
    ", EXISTS (SELECT 1 FROM past AS i WHERE i.finding = f.id AND i.since_run <= :other) AND :other < :run";

static struct results *load_changed(struct store *store, int64_t run, int64_t other, bool all, enum finding_state state,
                                    struct error *err)
{
    g_autofree char *sql = g_strdup_printf(
        "SELECT %s%s%s%s%s ORDER BY p.path, f.line, f.column, f.rule, f.message, f.kind, f.subject, f.function, f.id",
        finding_columns, was_there, tables, changed, all ? "" : " AND f.suppressed IS NULL AND f.triage IN (0, 1)");
    sqlite3_stmt *statement = store_ask(store, sql, err);
    if (statement == NULL)
        return NULL;
    bind_named(statement, ":low", MIN(run, other));
    bind_named(statement, ":high", MAX(run, other));
    bind_named(statement, ":run", run);
    bind_named(statement, ":other", other);
    struct results *results = results_new();
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0) {
        int64_t row;
        struct finding *finding = finding_from_row(statement, results, run, &row);
        finding->state = state == STATE_NEW && sqlite3_column_int(statement, FINDING_COLUMN_COUNT) != 0 ? STATE_REOPENED : state;
        if (!finding_load_details(store, finding, row, results->arena, err)) {
            more = -1;
            break;
        }
    }
    sqlite3_finalize(statement);
    if (more == 0)
        return results;
    results_free(results);
    return NULL;
}

static bool count_at(struct store *store, enum statement which, int64_t run, int64_t *count, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, run);
    int found = store_next(store, statement, doing, err);
    if (found > 0)
        *count = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return found > 0;
}

static bool fill(struct store *store, struct store_diff *diff, bool all, struct error *err)
{
    int64_t present = 0, hidden = 0;
    if (!store_check_run(store, &diff->from, err) || !store_check_run(store, &diff->to, err))
        return false;
    diff->added = load_changed(store, diff->to, diff->from, all, STATE_NEW, err);
    if (diff->added == NULL)
        return false;
    diff->gone = load_changed(store, diff->from, diff->to, all, STATE_FIXED, err);
    if (diff->gone == NULL || !count_at(store, STATEMENT_COUNT_AT, diff->from, &present, err) ||
        (!all && !count_at(store, STATEMENT_COUNT_HIDDEN_AT, diff->from, &hidden, err)))
        return false;
    diff->kept = (uint64_t)(present - hidden) - diff->gone->findings->len;
    return true;
}

struct store_diff *store_diff_runs(struct store *store, int64_t from, int64_t to, bool all, struct error *err)
{
    if (!database_run(&store->database, "BEGIN", err))
        return NULL;
    struct store_diff *diff = g_new0(struct store_diff, 1);
    *diff = (struct store_diff){.from = from, .to = to};
    bool ok = fill(store, diff, all, err);
    database_rollback(&store->database);
    if (ok)
        return diff;
    store_diff_free(diff);
    return NULL;
}

void store_diff_free(struct store_diff *diff)
{
    if (diff == NULL)
        return;
    results_free(diff->added);
    results_free(diff->gone);
    g_free(diff);
}
