/* record.c: a run goes in, in one transaction: the plan (identity.c) says what each finding is, here it is written. A finding
 * that is as it was costs nothing. */
#include "store/internal.h"

static const char doing[] = "recording the run";

static bool write_run(struct store *store, const struct run_record *record, const struct run_row *counts, int64_t run,
                      struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_ADD, err);
    if (statement == NULL)
        return false;
    uint32_t failed = 0, partial = 0;
    for (uint32_t i = 0; i < record->unit_count; i++) {
        failed += strcmp(record->units[i].status, "failed") == 0;
        partial += strcmp(record->units[i].status, "partial") == 0;
    }
    g_autofree char *now = store_now();
    bind_number(statement, 1, run);
    bind_text(statement, 2, record->when != NULL ? record->when : now);
    bind_text(statement, 3, record->revision);
    bind_number(statement, 4, record->is_dirty);
    bind_number(statement, 5, record->is_whole);
    bind_text(statement, 6, record->version);
    bind_text(statement, 7, record->libclang);
    bind_text(statement, 8, record->arguments);
    sqlite3_bind_double(statement, 9, record->seconds);
    const uint32_t numbers[] = {record->unit_count, failed, partial, counts->fresh, counts->fixed, counts->reopened};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        bind_number(statement, 10 + (int)i, numbers[i]);
    return store_execute(store, statement, doing, err);
}

/* What is present once all is written: seen or carried over. */
static bool count_present(struct store *store, struct run_row *counts, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_PRESENT_COUNTS, err);
    if (statement == NULL)
        return false;
    int more;
    while ((more = store_next(store, statement, doing, err)) > 0) {
        uint32_t count = (uint32_t)sqlite3_column_int64(statement, 3);
        if (sqlite3_column_int(statement, 1) != 0) {
            counts->suppressed += count;
        } else if (sqlite3_column_int(statement, 2) != 0) {
            counts->dismissed += count;
        } else {
            counts->total += count;
            counts->by_confidence[(uint32_t)sqlite3_column_int(statement, 0) % 3] += count; /* a damaged database says anything */
        }
    }
    return more == 0;
}

static bool write_counts(struct store *store, int64_t run, struct error *err)
{
    struct run_row counts = {0};
    if (!count_present(store, &counts, err))
        return false;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RUN_COUNTS, err);
    if (statement == NULL)
        return false;
    const int64_t numbers[] = {run,
                               counts.total,
                               counts.by_confidence[CONFIDENCE_LOW],
                               counts.by_confidence[CONFIDENCE_MEDIUM],
                               counts.by_confidence[CONFIDENCE_HIGH],
                               counts.suppressed,
                               counts.dismissed};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        bind_number(statement, 1 + (int)i, numbers[i]);
    return store_execute(store, statement, doing, err);
}

static void bind_aliases(sqlite3_stmt *statement, int index, const struct finding *finding)
{
    for (int i = 0; i < FINDING_ALIASES; i++)
        bind_number(statement, index + i, (int64_t)finding->aliases[i]);
}

/* Adds the row (17: since_run) or rewrites it (17: id). */
static bool write_finding(struct store *store, enum statement which, const struct finding *finding, uint64_t content,
                          int64_t last, struct error *err)
{
    int64_t file;
    if (!store_file(store, finding->loc.file, &file, err))
        return false;
    sqlite3_stmt *statement = store_statement(store, which, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, finding->fingerprint);
    bind_text(statement, 2, finding->rule);
    bind_text(statement, 3, finding->kind != NULL ? finding->kind : "");
    bind_number(statement, 4, finding->confidence);
    bind_number(statement, 5, file);
    bind_number(statement, 6, finding->loc.line);
    bind_number(statement, 7, finding->loc.column);
    bind_text(statement, 8, finding->function);
    bind_text(statement, 9, finding->subject);
    bind_text(statement, 10, finding->message);
    bind_text(statement, 11, finding->fix);
    bind_text(statement, 12, finding->suppressed);
    bind_aliases(statement, 13, finding);
    bind_number(statement, 16, (int64_t)content);
    bind_number(statement, 17, last);
    return store_execute(store, statement, doing, err);
}

static bool write_steps(struct store *store, int64_t id, const struct finding *finding, struct error *err)
{
    for (uint32_t i = 0; i < finding->step_count; i++) {
        const struct step *step = &finding->steps[i];
        int64_t file;
        if (!store_file(store, step->loc.file, &file, err))
            return false;
        sqlite3_stmt *statement = store_statement(store, STATEMENT_STEP_ADD, err);
        if (statement == NULL)
            return false;
        bind_number(statement, 1, id);
        bind_number(statement, 2, i + 1);
        bind_number(statement, 3, file);
        bind_number(statement, 4, step->loc.line);
        bind_number(statement, 5, step->loc.column);
        bind_text(statement, 6, step->function);
        bind_text(statement, 7, step->text != NULL ? step->text : "");
        if (!store_execute(store, statement, doing, err))
            return false;
    }
    return true;
}

static bool write_evidence(struct store *store, int64_t id, const struct finding *finding, struct error *err)
{
    for (uint32_t i = 0; i < finding->evidence_count; i++) {
        sqlite3_stmt *statement = store_statement(store, STATEMENT_REASON_ADD, err);
        if (statement == NULL)
            return false;
        bind_number(statement, 1, id);
        bind_number(statement, 2, i + 1);
        bind_text(statement, 3, finding->evidence[i]);
        if (!store_execute(store, statement, doing, err))
            return false;
    }
    return true;
}

/* A statement of one or two numbers, or of one text. */
static bool execute_numbers(struct store *store, enum statement which, int64_t first, int64_t second, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, first);
    if (sqlite3_bind_parameter_count(statement) > 1)
        bind_number(statement, 2, second);
    return store_execute(store, statement, doing, err);
}

static bool execute_text(struct store *store, enum statement which, const char *text, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, text);
    return store_execute(store, statement, doing, err);
}

/* The word of triage under `from` goes on under the finding's fingerprint (unless that has one of its own). */
static bool move_triage(struct store *store, const char *from, const struct finding *finding, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_TRIAGE_MOVE, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, from);
    bind_text(statement, 2, finding->fingerprint);
    bind_text(statement, 3, finding->function);
    bind_text(statement, 4, finding->subject);
    bind_aliases(statement, 5, finding);
    return store_execute(store, statement, doing, err);
}

static bool write_former_name(struct store *store, const struct match *match, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_RENAMED_ADD, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, match->was);
    bind_number(statement, 2, match->id);
    return store_execute(store, statement, doing, err);
}

static bool add_finding(struct store *store, const struct match *match, const struct finding *finding, int64_t run,
                        struct error *err)
{
    if (match->triage_from != NULL && !move_triage(store, match->triage_from, finding, err))
        return false;
    if (!execute_text(store, STATEMENT_RENAMED_DELETE, finding->fingerprint, err) ||
        !write_finding(store, STATEMENT_FINDING_ADD, finding, match->content, run, err))
        return false;
    int64_t id = sqlite3_last_insert_rowid(store->database.handle);
    return write_steps(store, id, finding, err) && write_evidence(store, id, finding, err);
}

static bool update_finding(struct store *store, const struct match *match, const struct finding *finding, struct error *err)
{
    return write_finding(store, STATEMENT_FINDING_UPDATE, finding, match->content, match->id, err) &&
           execute_numbers(store, STATEMENT_STEPS_DELETE, match->id, 0, err) &&
           execute_numbers(store, STATEMENT_REASONS_DELETE, match->id, 0, err) && write_steps(store, match->id, finding, err) &&
           write_evidence(store, match->id, finding, err);
}

static bool apply_match(struct store *store, const struct match *match, const struct finding *finding, int64_t run,
                        struct error *err)
{
    if (match->fate == FATE_NEW)
        return add_finding(store, match, finding, run, err);
    if (match->fate == FATE_REOPENED && !(execute_numbers(store, STATEMENT_PAST_ADD, match->id, 0, err) &&
                                          execute_numbers(store, STATEMENT_FINDING_REOPEN, match->id, run, err)))
        return false;
    if ((match->is_changed || match->is_renamed) && !update_finding(store, match, finding, err))
        return false;
    if (!match->is_renamed)
        return true;
    return execute_text(store, STATEMENT_RENAMED_DELETE, finding->fingerprint, err) && write_former_name(store, match, err) &&
           move_triage(store, match->was, finding, err);
}

static bool apply(struct store *store, const struct run_record *record, const struct plan *plan, int64_t run, struct error *err)
{
    if (!write_run(store, record, &plan->counts, run, err))
        return false;
    for (guint i = 0; i < record->results->findings->len; i++)
        if (!apply_match(store, &plan->matches[i], record->results->findings->pdata[i], run, err))
            return false;
    for (guint i = 0; i < plan->gone->len; i++)
        if (!execute_numbers(store, STATEMENT_FINDING_CLOSE, g_array_index(plan->gone, int64_t, i), run, err))
            return false;
    return write_counts(store, run, err) && rows_write_problems(store, run, record, err) &&
           rows_write_facts(store, record->results, err);
}

static bool record_run(struct store *store, const struct run_record *record, int64_t *run, struct error *err)
{
    int64_t last;
    if (!store_last_run(store, &last, err))
        return false;
    struct plan *plan = plan_make(store, record, err);
    if (plan == NULL)
        return false;
    bool ok = apply(store, record, plan, last + 1, err);
    plan_free(plan);
    if (ok && run != NULL)
        *run = last + 1;
    return ok;
}

bool store_record_run(struct store *store, const struct run_record *record, int64_t *run, struct error *err)
{
    if (!store_begin(store, err))
        return false;
    return store_end(store, record_run(store, record, run, err), err);
}

bool store_match_run(struct store *store, const struct run_record *record, struct error *err)
{
    if (!database_run(&store->database, "BEGIN", err))
        return false;
    struct plan *plan = plan_make(store, record, err);
    plan_free(plan);
    database_rollback(&store->database);
    return plan != NULL;
}
