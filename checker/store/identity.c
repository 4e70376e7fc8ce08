/* identity.c: which stored finding is this one, and which stored ones are gone?
 *
 * 1. By fingerprint.
 * 2. What is left on both sides is paired (pairing.c): the same finding after an edit.
 * 3. Stored ones still left are fixed if this run could have seen them (coverage.c), else carried over.
 *
 * Order decides among equals, and order is by place: nothing depends on hash tables or on row numbers of different databases. */
#include "store/identity.h"
#include "base/hash.h"

static void hash_loc(struct hasher *hasher, const struct loc *loc)
{
    hasher_add_text(hasher, loc->file);
    hasher_add_number(hasher, (uint64_t)loc->line << 32 | loc->column);
}

/* Of everything the database keeps of a finding, but its identity and its history. */
static uint64_t content_hash(const struct finding *finding)
{
    struct hasher *hasher = hasher_new();
    const char *const texts[] = {finding->rule,    finding->kind, finding->message,   finding->function,
                                 finding->subject, finding->fix,  finding->suppressed};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        hasher_add_text(hasher, texts[i]);
    hasher_add_number(hasher, finding->confidence);
    hash_loc(hasher, &finding->loc);
    for (size_t i = 0; i < FINDING_ALIASES; i++)
        hasher_add_number(hasher, finding->aliases[i]);
    for (uint32_t i = 0; i < finding->step_count; i++) {
        hash_loc(hasher, &finding->steps[i].loc);
        hasher_add_text(hasher, finding->steps[i].text);
        hasher_add_text(hasher, finding->steps[i].function);
    }
    for (uint32_t i = 0; i < finding->evidence_count; i++)
        hasher_add_text(hasher, finding->evidence[i]);
    return hasher_finish(hasher).low;
}

static void read_known(sqlite3_stmt *statement, struct known *known)
{
    known->id = sqlite3_column_int64(statement, 0);
    g_strlcpy(known->fingerprint, (const char *)sqlite3_column_text(statement, 1), sizeof known->fingerprint);
    known->since_run = sqlite3_column_int64(statement, 2);
    known->is_gone = sqlite3_column_int(statement, 3) != 0;
    known->content = (uint64_t)sqlite3_column_int64(statement, 4);
    known->triage = (enum finding_triage)(sqlite3_column_int(statement, 5) & 3);
}

int planner_look_up(struct planner *planner, enum statement which, const char *fingerprint, struct known *known,
                    struct error *err)
{
    sqlite3_stmt *statement = store_statement(planner->store, which, err);
    if (statement == NULL)
        return -1;
    bind_text(statement, 1, fingerprint);
    int found = store_next(planner->store, statement, "looking for a finding", err);
    if (found > 0)
        read_known(statement, known);
    sqlite3_reset(statement);
    return found;
}

void planner_set_known(struct planner *planner, guint i, const struct known *known)
{
    struct match *match = &planner->plan->matches[i];
    struct finding *finding = finding_at(planner, i);
    match->id = known->id;
    match->fate = known->is_gone ? FATE_REOPENED : FATE_SAME;
    match->is_changed = known->content != match->content;
    match->is_renamed = strcmp(known->fingerprint, finding->fingerprint) != 0;
    g_strlcpy(match->was, known->fingerprint, sizeof match->was);
    finding->triage = known->triage;
    finding->state = known->is_gone ? STATE_REOPENED : STATE_UNCHANGED;
    finding->since_run = known->is_gone ? planner->run : known->since_run;
    g_hash_table_add(planner->seen, &match->id);
}

static bool match_one_by_one(struct planner *planner, struct error *err)
{
    for (guint i = 0; i < planner->record->results->findings->len; i++) {
        struct known known;
        int found = planner_look_up(planner, STATEMENT_KNOWN, finding_at(planner, i)->fingerprint, &known, err);
        if (found < 0)
            return false;
        if (found > 0)
            planner_set_known(planner, i, &known);
    }
    return true;
}

/* Reading the whole table in its own order beats finding most of its rows one by one. */
static bool match_all(struct planner *planner, struct error *err)
{
    sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_KNOWN_ALL, err);
    if (statement == NULL)
        return false;
    GHashTable *wanted = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < planner->record->results->findings->len; i++)
        g_hash_table_insert(wanted, finding_at(planner, i)->fingerprint, GUINT_TO_POINTER(i + 1));
    int more;
    while ((more = store_next(planner->store, statement, "reading the findings", err)) > 0) {
        struct known known;
        read_known(statement, &known);
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(wanted, known.fingerprint));
        if (found > 0)
            planner_set_known(planner, found - 1, &known);
    }
    g_hash_table_unref(wanted);
    return more == 0;
}

static bool match_fingerprints(struct planner *planner, struct error *err)
{
    enum { MANY = 1000 };
    guint count = planner->record->results->findings->len;
    int64_t stored = 0;
    for (guint i = 0; i < count; i++) {
        struct finding *finding = finding_at(planner, i);
        planner->plan->matches[i].content = content_hash(finding);
        finding->state = STATE_NEW;
        finding->triage = TRIAGE_OPEN;
        finding->since_run = planner->run;
    }
    if (count > MANY) {
        sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_KNOWN_COUNT, err);
        if (statement == NULL || store_next(planner->store, statement, "counting the findings", err) < 0)
            return false;
        stored = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
    }
    return count > MANY && (int64_t)count > stored / 4 ? match_all(planner, err) : match_one_by_one(planner, err);
}

/* --- what is gone -------------------------------------------------------------------------------------------------------- */

static bool settle(struct planner *planner, const struct unseen *unseen, bool *is_gone, struct error *err)
{
    *is_gone = true;
    if (coverage_is_complete(planner->coverage))
        return true;
    if (!coverage_settles(planner->coverage, unseen->path)) {
        *is_gone = false;
        return true;
    }
    sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_STEP_FILES, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, unseen->id);
    int more;
    while ((more = store_next(planner->store, statement, "reading the steps of a finding", err)) > 0)
        *is_gone = *is_gone && coverage_settles(planner->coverage, (const char *)sqlite3_column_text(statement, 0));
    return more == 0;
}

static bool close_unseen(struct planner *planner, struct error *err)
{
    struct run_row *counts = &planner->plan->counts;
    for (guint i = 0; i < planner->unseen->len; i++) {
        const struct unseen *unseen = &g_array_index(planner->unseen, struct unseen, i);
        bool is_gone;
        if (unseen->is_taken)
            continue;
        if (!settle(planner, unseen, &is_gone, err))
            return false;
        if (!is_gone)
            continue;
        g_array_append_val(planner->plan->gone, unseen->id);
        bool is_active =
            !unseen->is_suppressed && unseen->triage != TRIAGE_FALSE_POSITIVE && unseen->triage != TRIAGE_INTENTIONAL;
        counts->fixed += is_active;
    }
    return true;
}

/* --- the plan ------------------------------------------------------------------------------------------------------------ */

static void count_seen(struct planner *planner)
{
    struct run_row *counts = &planner->plan->counts;
    for (guint i = 0; i < planner->record->results->findings->len; i++) {
        const struct finding *finding = finding_at(planner, i);
        if (finding_is_active(finding)) {
            counts->fresh += finding->state == STATE_NEW;
            counts->reopened += finding->state == STATE_REOPENED;
        }
    }
}

static bool fill(struct planner *planner, struct error *err)
{
    int64_t last = 0, triaged = 0;
    if (!store_last_run(planner->store, &last, err) ||
        !database_number(&planner->store->database, "SELECT EXISTS (SELECT 1 FROM triage)", &triaged, err))
        return false;
    planner->run = last + 1;
    planner->has_triage = triaged != 0;
    if (!match_fingerprints(planner, err) || !planner_collect_unseen(planner, err) || !planner_pair(planner, err) ||
        !planner_fill_triage(planner, err) || !close_unseen(planner, err))
        return false;
    count_seen(planner);
    return true;
}

struct plan *plan_make(struct store *store, const struct run_record *record, struct error *err)
{
    struct plan *plan = g_new0(struct plan, 1);
    plan->arena = arena_new();
    plan->matches = g_new0(struct match, record->results->findings->len + 1);
    plan->gone = g_array_new(FALSE, FALSE, sizeof(int64_t));
    struct planner planner = {.store = store,
                              .record = record,
                              .plan = plan,
                              .coverage = coverage_new(record),
                              .seen = g_hash_table_new(g_int64_hash, g_int64_equal),
                              .unseen = g_array_new(FALSE, FALSE, sizeof(struct unseen))};
    bool ok = fill(&planner, err);
    coverage_free(planner.coverage);
    g_hash_table_unref(planner.seen);
    g_array_unref(planner.unseen);
    if (ok)
        return plan;
    plan_free(plan);
    return NULL;
}

void plan_free(struct plan *plan)
{
    if (plan == NULL)
        return;
    g_array_unref(plan->gone);
    g_free(plan->matches);
    arena_free(plan->arena);
    g_free(plan);
}
