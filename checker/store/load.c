/* load.c: findings out of the database.
 *
 * The big question "the findings of a run, by place" walks the files by path and each file's findings by line, along two indexes,
 * so that a page of a million findings costs no more than its own length. */
#include "store/internal.h"

static const char doing[] = "reading findings";

/* The interval of presence that `:run` falls into is the finding's own one or, in former runs of one that came back, a past one.
 */
const char finding_columns[] =
    "f.id, f.fingerprint, f.rule, f.kind, f.confidence, p.path, f.line, f.column, f.function, f.subject, f.message, f.fix,"
    " f.suppressed, f.triage, t.reason, t.author, t.time, f.alias_0, f.alias_1, f.alias_2, f.gone_run,"
    " CASE WHEN f.since_run <= :run THEN f.since_run ELSE"
    "  (SELECT i.since_run FROM past AS i WHERE i.finding = f.id AND i.since_run <= :run AND i.gone_run > :run) END,"
    " CASE WHEN f.since_run <= :run THEN f.is_reopened ELSE"
    "  (SELECT i.is_reopened FROM past AS i WHERE i.finding = f.id AND i.since_run <= :run AND i.gone_run > :run) END";

const char finding_tables[] =
    " FROM file AS p CROSS JOIN finding AS f ON f.file = p.id LEFT JOIN triage AS t ON t.fingerprint = f.fingerprint";

sqlite3_stmt *store_ask(struct store *store, const char *sql, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->database.handle, sql, -1, &statement, NULL) != SQLITE_OK)
        database_fail(&store->database, doing, err);
    return statement;
}

void bind_named(sqlite3_stmt *statement, const char *name, int64_t number)
{
    int index = sqlite3_bind_parameter_index(statement, name);
    if (index > 0)
        sqlite3_bind_int64(statement, index, number);
}

void bind_named_text(sqlite3_stmt *statement, const char *name, const char *text)
{
    int index = sqlite3_bind_parameter_index(statement, name);
    if (index > 0)
        bind_text(statement, index, text);
}

bool store_check_run(struct store *store, int64_t *run, struct error *err)
{
    int64_t last;
    if (!store_last_run(store, &last, err))
        return false;
    if (*run == 0 || *run == last) {
        *run = last;
        return true;
    }
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_EXISTS, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, *run);
    int found = store_next(store, statement, "looking for a run", err);
    sqlite3_reset(statement);
    if (found == 0)
        error_set(err, "there is no run %" PRId64 " in '%s' (the last is %" PRId64 "; `linger report --runs` lists them)", *run,
                  store->database.path, last);
    return found > 0;
}

struct finding *finding_from_row(sqlite3_stmt *statement, struct results *results, int64_t run, int64_t *row)
{
    struct arena *arena = results->arena;
    struct finding *finding = arena_new_item(arena, struct finding);
    if (row != NULL)
        *row = sqlite3_column_int64(statement, 0);
    const char *fingerprint = (const char *)sqlite3_column_text(statement, 1);
    const char *path = column_text(statement, 5, arena);
    g_strlcpy(finding->fingerprint, fingerprint != NULL ? fingerprint : "", sizeof finding->fingerprint);
    finding->rule = column_text(statement, 2, arena);
    finding->kind = column_text(statement, 3, arena);
    finding->confidence = (enum confidence)((uint32_t)sqlite3_column_int(statement, 4) % 3);
    finding->loc.file = path != NULL && *path != '\0' ? path : NULL;
    finding->loc.line = (uint32_t)sqlite3_column_int64(statement, 6);
    finding->loc.column = (uint32_t)sqlite3_column_int64(statement, 7);
    finding->function = column_text(statement, 8, arena);
    finding->subject = column_text(statement, 9, arena);
    finding->message = column_text(statement, 10, arena);
    finding->fix = column_text(statement, 11, arena);
    finding->suppressed = column_text(statement, 12, arena);
    finding->triage = (enum finding_triage)(sqlite3_column_int(statement, 13) & 3);
    finding->triage_reason = column_text(statement, 14, arena);
    finding->triage_author = column_text(statement, 15, arena);
    finding->triage_time = column_text(statement, 16, arena);
    for (int i = 0; i < FINDING_ALIASES; i++)
        finding->aliases[i] = (uint64_t)sqlite3_column_int64(statement, 17 + i);
    bool is_gone = sqlite3_column_type(statement, 20) != SQLITE_NULL && sqlite3_column_int64(statement, 20) <= run;
    finding->since_run = sqlite3_column_int64(statement, 21);
    bool is_reopened = sqlite3_column_int(statement, 22) != 0;
    finding->state = is_gone                    ? STATE_FIXED
                     : finding->since_run < run ? STATE_UNCHANGED
                     : is_reopened              ? STATE_REOPENED
                                                : STATE_NEW;
    g_ptr_array_add(results->findings, finding);
    return finding;
}

static bool load_steps(struct store *store, struct finding *finding, int64_t row, struct arena *arena, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_STEPS, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, row);
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0) {
        const char *path = column_text(statement, 0, arena);
        struct step step = {.loc = {.file = path != NULL && *path != '\0' ? path : NULL,
                                    .line = (uint32_t)sqlite3_column_int64(statement, 1),
                                    .column = (uint32_t)sqlite3_column_int64(statement, 2)},
                            .function = column_text(statement, 3, arena),
                            .text = column_text(statement, 4, arena)};
        g_array_append_val(steps, step);
    }
    finding->step_count = steps->len;
    finding->steps = arena_copy(arena, steps->data, sizeof(struct step) * steps->len);
    g_array_unref(steps);
    return more == 0;
}

bool finding_load_details(struct store *store, struct finding *finding, int64_t row, struct arena *arena, struct error *err)
{
    if (!load_steps(store, finding, row, arena, err))
        return false;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_REASONS, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, row);
    GPtrArray *texts = g_ptr_array_new();
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0)
        g_ptr_array_add(texts, (gpointer)column_text(statement, 0, arena));
    finding->evidence_count = texts->len;
    finding->evidence = arena_copy(arena, texts->pdata, sizeof(char *) * texts->len);
    g_ptr_array_unref(texts);
    return more == 0;
}

/* --- filters -------------------------------------------------------------------------------------------------------------- */

static void add_conditions(GString *sql, const struct finding_filter *filter, bool is_last)
{
    g_string_append(sql, is_last ? " WHERE f.gone_run IS NULL"
                                 : " WHERE (f.since_run <= :run AND (f.gone_run IS NULL OR f.gone_run > :run) OR EXISTS (SELECT 1"
                                   " FROM past AS i WHERE i.finding = f.id AND i.since_run <= :run AND i.gone_run > :run))");
    if (!filter->all)
        g_string_append(sql, " AND f.suppressed IS NULL AND f.triage IN (0, 1)");
    if (filter->since_run != 0)
        g_string_append(sql, is_last ? " AND f.since_run >= :since"
                                     : " AND (f.since_run BETWEEN :since AND :run OR EXISTS (SELECT 1 FROM past AS i WHERE"
                                       " i.finding = f.id AND i.since_run BETWEEN :since AND :run AND i.gone_run > :run))");
    if (filter->rule != NULL)
        g_string_append(sql, " AND f.rule = :rule");
    if (filter->file != NULL)
        g_string_append(sql, " AND (p.path = :file OR p.path >= :file || '/' AND p.path < :file || '0')");
    if (filter->min_confidence > CONFIDENCE_LOW)
        g_string_append(sql, " AND f.confidence >= :confidence");
}

static void bind_conditions(sqlite3_stmt *statement, const struct finding_filter *filter, int64_t run)
{
    bind_named(statement, ":run", run);
    bind_named(statement, ":since", filter->since_run);
    bind_named(statement, ":confidence", filter->min_confidence);
    bind_named_text(statement, ":rule", filter->rule);
    bind_named_text(statement, ":file", filter->file);
    bind_named(statement, ":limit", filter->limit != 0 ? (int64_t)filter->limit : -1);
    bind_named(statement, ":offset", (int64_t)filter->offset);
}

static bool is_last_run(struct store *store, int64_t run, bool *is_last, struct error *err)
{
    int64_t last;
    if (!store_last_run(store, &last, err))
        return false;
    *is_last = run == last;
    return true;
}

static bool load_rows(struct store *store, sqlite3_stmt *statement, struct results *results, int64_t run, bool details,
                      struct error *err)
{
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0) {
        int64_t row;
        struct finding *finding = finding_from_row(statement, results, run, &row);
        if (details && !finding_load_details(store, finding, row, results->arena, err))
            return false;
    }
    return more == 0;
}

static bool load_page(struct store *store, const struct finding_filter *filter, struct results *results, struct error *err)
{
    int64_t run = filter->run;
    bool is_last;
    if (!store_check_run(store, &run, err) || !is_last_run(store, run, &is_last, err))
        return false;
    g_autoptr(GString) sql = g_string_new("SELECT ");
    g_string_append_printf(sql, "%s%s", finding_columns, finding_tables);
    add_conditions(sql, filter, is_last);
    g_string_append(sql, " ORDER BY p.path, f.line, f.column, f.rule, f.message, f.kind, f.subject, f.function, f.id"
                         " LIMIT :limit OFFSET :offset");
    sqlite3_stmt *statement = store_ask(store, sql->str, err);
    if (statement == NULL)
        return false;
    bind_conditions(statement, filter, run);
    bool ok = load_rows(store, statement, results, run, !filter->without_steps, err);
    sqlite3_finalize(statement);
    return ok;
}

/* Several queries must see the same state of the database: one read transaction. */
struct results *store_load_page(struct store *store, const struct finding_filter *filter, struct error *err)
{
    if (!database_run(&store->database, "BEGIN", err))
        return NULL;
    struct results *results = results_new();
    bool ok = load_page(store, filter, results, err);
    database_rollback(&store->database);
    if (ok)
        return results;
    results_free(results);
    return NULL;
}

struct results *store_load_findings(struct store *store, int64_t run, bool all, struct error *err)
{
    return store_load_page(store, &(struct finding_filter){.run = run, .all = all}, err);
}

struct results *store_load_present(struct store *store, struct error *err)
{
    struct results *results = results_new();
    if (load_page(store, &(struct finding_filter){.all = true, .without_steps = true}, results, err))
        return results;
    results_free(results);
    return NULL;
}

bool store_count_findings(struct store *store, const struct finding_filter *filter, uint64_t *count, struct error *err)
{
    int64_t run = filter->run;
    bool is_last;
    if (!store_check_run(store, &run, err) || !is_last_run(store, run, &is_last, err))
        return false;
    g_autoptr(GString) sql = g_string_new("SELECT count(*) FROM file AS p JOIN finding AS f ON f.file = p.id");
    add_conditions(sql, filter, is_last);
    sqlite3_stmt *statement = store_ask(store, sql->str, err);
    if (statement == NULL)
        return false;
    bind_conditions(statement, filter, run);
    int found = store_next(store, statement, "counting findings", err);
    if (found > 0)
        *count = (uint64_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return found > 0;
}

/* --- one finding ---------------------------------------------------------------------------------------------------------- */

static bool check_prefix(const char *text, char prefix[33], struct error *err)
{
    enum { SHORTEST = 6 };
    size_t length = strlen(text);
    bool ok = length >= SHORTEST && length <= 32;
    for (size_t i = 0; ok && i < length; i++) {
        ok = g_ascii_isxdigit(text[i]);
        prefix[i] = g_ascii_tolower(text[i]);
    }
    if (!ok)
        return error_set(err, "'%s' is no fingerprint: give %d to 32 of its hexadecimal digits", text, SHORTEST);
    prefix[length] = '\0';
    return true;
}

bool store_find_id(struct store *store, const char *fingerprint, int64_t *id, struct error *err)
{
    char prefix[33];
    if (!check_prefix(fingerprint, prefix, err))
        return false;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_FIND_PREFIX, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, prefix);
    int found = store_next(store, statement, "looking for a finding", err);
    if (found > 0) {
        *id = sqlite3_column_int64(statement, 0);
        int second = store_next(store, statement, "looking for a finding", err);
        if (second > 0)
            error_set(err, "several findings' fingerprints begin with '%s': give more of its digits", fingerprint);
        found = second == 0 ? 1 : -1;
    } else if (found == 0) {
        error_set(err, "no finding in '%s' has the fingerprint '%s'", store->database.path, fingerprint);
    }
    sqlite3_reset(statement);
    return found > 0;
}

static bool load_one(struct store *store, int64_t id, int64_t run, struct results *results, struct error *err)
{
    g_autofree char *sql = g_strdup_printf("SELECT %s%s WHERE f.id = :id", finding_columns, finding_tables);
    sqlite3_stmt *statement = store_ask(store, sql, err);
    if (statement == NULL)
        return false;
    bind_named(statement, ":run", run);
    bind_named(statement, ":id", id);
    bool ok = load_rows(store, statement, results, run, true, err);
    sqlite3_finalize(statement);
    return ok;
}

struct results *store_find_finding(struct store *store, const char *fingerprint, struct error *err)
{
    int64_t id, last;
    if (!store_find_id(store, fingerprint, &id, err) || !store_last_run(store, &last, err))
        return NULL;
    struct results *results = results_new();
    if (load_one(store, id, last, results, err) && results->findings->len == 1)
        return results;
    results_free(results);
    return NULL;
}
