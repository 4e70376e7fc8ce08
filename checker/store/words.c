/* words.c: what people said about the findings of a run. Words may be older than the finding here: imported from a baseline, or
 * the finding was pruned; an edit may have changed its fingerprint since: then the aliases tell. */
#include "store/identity.h"

/* Fills what people said under this fingerprint. 1: something; 0: nothing; -1: failed. */
static int read_triage(struct planner *planner, struct finding *finding, const char *fingerprint, struct error *err)
{
    struct arena *arena = planner->record->results->arena;
    sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_TRIAGE_GET, err);
    if (statement == NULL)
        return -1;
    bind_text(statement, 1, fingerprint);
    int found = store_next(planner->store, statement, "reading triage", err);
    if (found > 0) {
        finding->triage = (enum finding_triage)(sqlite3_column_int(statement, 0) & 3);
        finding->triage_reason = column_text(statement, 1, arena);
        finding->triage_author = column_text(statement, 2, arena);
        finding->triage_time = column_text(statement, 3, arena);
    }
    sqlite3_reset(statement);
    return found;
}

/* Words about findings this database has not seen (imported, or the finding was pruned), by alias. */
static GHashTable *read_orphans(struct planner *planner, struct error *err)
{
    sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_TRIAGE_ORPHANS, err);
    if (statement == NULL)
        return NULL;
    GHashTable *orphans = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    int more;
    while ((more = store_next(planner->store, statement, "reading triage", err)) > 0) {
        const char *fingerprint = column_text(statement, 0, planner->plan->arena);
        for (int i = 0; i < FINDING_ALIASES; i++) {
            int64_t alias = sqlite3_column_int64(statement, 1 + i);
            if (alias != 0 && !g_hash_table_contains(orphans, &alias))
                g_hash_table_insert(orphans, g_memdup2(&alias, sizeof alias), (gpointer)fingerprint);
        }
    }
    if (more == 0)
        return orphans;
    g_hash_table_unref(orphans);
    return NULL;
}

static bool adopt_orphan(struct planner *planner, guint i, GHashTable *orphans, GHashTable *used, struct error *err)
{
    struct finding *finding = finding_at(planner, i);
    for (int alias = 0; alias < FINDING_ALIASES; alias++) {
        const char *from = g_hash_table_lookup(orphans, &finding->aliases[alias]);
        if (finding->aliases[alias] == 0 || from == NULL || !g_hash_table_add(used, (gpointer)from))
            continue;
        planner->plan->matches[i].triage_from = from;
        return read_triage(planner, finding, from, err) >= 0;
    }
    return true;
}

bool planner_fill_triage(struct planner *planner, struct error *err)
{
    if (!planner->has_triage)
        return true;
    GHashTable *orphans = read_orphans(planner, err);
    if (orphans == NULL)
        return false;
    GHashTable *used = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < planner->record->results->findings->len; i++) /* exact words first: they are no longer orphans */
        if (finding_is_new(planner, i))
            g_hash_table_add(used, finding_at(planner, i)->fingerprint);
    bool ok = true;
    for (guint i = 0; ok && i < planner->record->results->findings->len; i++) {
        const struct match *match = &planner->plan->matches[i];
        struct finding *finding = finding_at(planner, i);
        int found = read_triage(planner, finding, finding->fingerprint, err);
        if (found == 0 && match->is_renamed)
            found = read_triage(planner, finding, match->was, err);
        if (found == 0 && finding_is_new(planner, i))
            ok = adopt_orphan(planner, i, orphans, used, err);
        ok = ok && found >= 0;
    }
    g_hash_table_unref(used);
    g_hash_table_unref(orphans);
    return ok;
}
