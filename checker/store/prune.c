/* prune.c: forgetting old runs. What is present keeps its whole text; what was gone before the oldest run kept is forgotten. */
#include "store/internal.h"

static bool delete_below(struct store *store, enum statement which, int64_t oldest, uint32_t *count, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, oldest);
    if (!store_execute(store, statement, "pruning", err))
        return false;
    *count = (uint32_t)sqlite3_changes(store->database.handle);
    return true;
}

/* 0: fewer runs than that. */
static bool find_oldest(struct store *store, uint32_t keep, int64_t *oldest, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_BEFORE_LAST, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, (int64_t)MAX(keep, 1) - 1);
    int found = store_next(store, statement, "pruning", err);
    *oldest = found > 0 ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return found >= 0;
}

static bool prune(struct store *store, uint32_t keep, struct prune_counts *counts, struct error *err)
{
    int64_t oldest;
    uint32_t intervals;
    return find_oldest(store, keep, &oldest, err) && delete_below(store, STATEMENT_PRUNE_PAST, oldest, &intervals, err) &&
           delete_below(store, STATEMENT_PRUNE_FINDINGS, oldest, &counts->findings, err) &&
           delete_below(store, STATEMENT_PRUNE_RUNS, oldest, &counts->runs, err);
}

/* VACUUM needs the file alone, and room for a second one; without them the free pages stay and are used again. */
static bool compact(struct store *store)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++)
        g_clear_pointer(&store->statements[i], sqlite3_finalize);
    return database_run(&store->database, "VACUUM", NULL);
}

bool store_prune(struct store *store, uint32_t keep, struct prune_counts *counts, struct error *err)
{
    struct prune_counts own = {0};
    if (!store_begin(store, err) || !store_end(store, prune(store, keep, &own, err), err))
        return false;
    own.is_compacted = compact(store);
    if (counts != NULL)
        *counts = own;
    return true;
}
