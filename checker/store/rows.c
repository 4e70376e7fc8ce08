/* rows.c: units that failed, and the facts about registries: written as they are, but only if they changed. */
#include "base/hash.h"
#include "store/internal.h"

static const char doing[] = "recording the run";

bool rows_write_problems(struct store *store, int64_t run, const struct run_record *record, struct error *err)
{
    for (uint32_t i = 0; i < record->unit_count; i++) {
        const struct run_unit *unit = &record->units[i];
        if (strcmp(unit->status, "ok") == 0)
            continue;
        sqlite3_stmt *statement = store_statement(store, STATEMENT_PROBLEM_ADD, err);
        if (statement == NULL)
            return false;
        bind_number(statement, 1, run);
        bind_number(statement, 2, i);
        bind_text(statement, 3, unit->path);
        bind_text(statement, 4, unit->status);
        bind_text(statement, 5, unit->problem);
        if (!store_execute(store, statement, doing, err))
            return false;
    }
    return true;
}

enum { MAX_TEXTS = 6 };

/* One row of any of the three tables: its place and its other columns, in the order of the statement that adds it. */
struct fact {
    struct loc loc;
    const char *texts[MAX_TEXTS];
};

static struct fact registration_fact(const void *row)
{
    const struct registration_row *r = row;
    return (struct fact){r->loc, {r->registry, r->element, r->via, r->function, r->verdict, r->reason}};
}

static struct fact removal_fact(const void *row)
{
    const struct removal_row *r = row;
    return (struct fact){r->loc, {r->registry, r->element, r->via, r->function}};
}

static struct fact hold_fact(const void *row)
{
    const struct hold_row *h = row;
    return (struct fact){h->loc, {h->holder, h->held, h->how}};
}

static const struct fact_table {
    const char *name;
    enum statement clear, add;
    int texts;
    struct fact (*fact)(const void *row);
} tables[] = {
    {"registration", STATEMENT_REGISTRATIONS_DELETE, STATEMENT_REGISTRATION_ADD, 6, registration_fact},
    {"removal", STATEMENT_REMOVALS_DELETE, STATEMENT_REMOVAL_ADD, 4, removal_fact},
    {"hold", STATEMENT_HOLDS_DELETE, STATEMENT_HOLD_ADD, 3, hold_fact},
};

static int64_t hash_table(const struct fact_table *table, const GPtrArray *rows)
{
    struct hasher *hasher = hasher_new();
    for (guint i = 0; i < rows->len; i++) {
        struct fact fact = table->fact(rows->pdata[i]);
        hasher_add_text(hasher, fact.loc.file);
        hasher_add_number(hasher, (uint64_t)fact.loc.line << 32 | fact.loc.column);
        for (int t = 0; t < table->texts; t++)
            hasher_add_text(hasher, fact.texts[t]);
    }
    return (int64_t)hasher_finish(hasher).low;
}

/* 1: the table holds just this; 0: something else; -1: failed. */
static int is_stored(struct store *store, const char *name, int64_t hash, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_FACT_HASH_GET, err);
    if (statement == NULL)
        return -1;
    bind_text(statement, 1, name);
    int found = store_next(store, statement, doing, err);
    if (found > 0)
        found = sqlite3_column_int64(statement, 0) == hash;
    sqlite3_reset(statement);
    return found;
}

static bool add_row(struct store *store, const struct fact_table *table, const struct fact *fact, struct error *err)
{
    int64_t file;
    if (!store_file(store, fact->loc.file, &file, err))
        return false;
    sqlite3_stmt *statement = store_statement(store, table->add, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, file);
    bind_number(statement, 2, fact->loc.line);
    bind_number(statement, 3, fact->loc.column);
    for (int t = 0; t < table->texts; t++)
        bind_text(statement, 4 + t, fact->texts[t]);
    return store_execute(store, statement, doing, err);
}

static bool write_table(struct store *store, const struct fact_table *table, const GPtrArray *rows, struct error *err)
{
    int64_t hash = hash_table(table, rows);
    int stored = is_stored(store, table->name, hash, err);
    if (stored != 0)
        return stored > 0;
    sqlite3_stmt *clear = store_statement(store, table->clear, err);
    if (clear == NULL || !store_execute(store, clear, doing, err))
        return false;
    for (guint i = 0; i < rows->len; i++) {
        struct fact fact = table->fact(rows->pdata[i]);
        if (!add_row(store, table, &fact, err))
            return false;
    }
    sqlite3_stmt *set = store_statement(store, STATEMENT_FACT_HASH_SET, err);
    if (set == NULL)
        return false;
    bind_text(set, 1, table->name);
    bind_number(set, 2, hash);
    return store_execute(store, set, doing, err);
}

bool rows_write_facts(struct store *store, const struct results *results, struct error *err)
{
    return write_table(store, &tables[0], results->registrations, err) &&
           write_table(store, &tables[1], results->removals, err) && write_table(store, &tables[2], results->holds, err);
}
