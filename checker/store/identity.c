/* identity.c: which stored finding is this one, and which stored ones are gone?
 *
 * 1. By fingerprint.
 * 2. What is left on both sides (findings nobody knows; stored ones that were not seen) is paired: by a fingerprint the stored one
 *    had earlier, then by the aliases, strongest first, in the same file before another. A pair is the same finding after an edit:
 *    it keeps its history and what people said about it.
 * 3. Stored ones still left are fixed if this run could have seen them (coverage.c), else carried over.
 *
 * Order decides among equals, and order is by place: nothing depends on hash tables or on row numbers of different databases. */
#include "base/hash.h"
#include "store/internal.h"

/* A finding stored as present that this run has not seen. */
struct unseen {
    int64_t id, since_run;
    const char *path;
    char fingerprint[33];
    enum confidence confidence;
    bool is_suppressed;
    enum finding_triage triage;
    uint64_t content, aliases[FINDING_ALIASES];
    bool is_taken; /* a finding of this run turned out to be it */
};

struct planner {
    struct store *store;
    const struct run_record *record;
    struct plan *plan;
    struct coverage *coverage;
    int64_t run;        /* the id it will have */
    bool has_triage;    /* else nobody need be asked */
    GHashTable *seen;   /* row ids, as int64_t * into the matches */
    GArray *unseen;     /* struct unseen, by place */
};

static struct finding *finding_at(const struct planner *planner, guint i)
{
    return planner->record->results->findings->pdata[i];
}

static void hash_loc(struct hasher *hasher, const struct loc *loc)
{
    hasher_add_text(hasher, loc->file);
    hasher_add_number(hasher, (uint64_t)loc->line << 32 | loc->column);
}

/* Of everything the database keeps of a finding, but its identity and its history. */
static uint64_t content_hash(const struct finding *finding)
{
    struct hasher *hasher = hasher_new();
    const char *const texts[] = {finding->rule, finding->kind,  finding->message,  finding->function, finding->subject,
                                 finding->fix,  finding->suppressed};
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

/* A row of KNOWN or KNOWN_RENAMED. */
struct known {
    int64_t id, since_run;
    char fingerprint[33];
    bool is_gone;
    uint64_t content;
    enum finding_triage triage;
};

/* 1: found; 0: not; -1: failed. */
static int look_up(struct planner *planner, enum statement which, const char *fingerprint, struct known *known, struct error *err)
{
    sqlite3_stmt *statement = store_statement(planner->store, which, err);
    if (statement == NULL)
        return -1;
    bind_text(statement, 1, fingerprint);
    int found = store_next(planner->store, statement, "looking for a finding", err);
    if (found > 0) {
        known->id = sqlite3_column_int64(statement, 0);
        g_strlcpy(known->fingerprint, (const char *)sqlite3_column_text(statement, 1), sizeof known->fingerprint);
        known->since_run = sqlite3_column_int64(statement, 2);
        known->is_gone = sqlite3_column_int(statement, 3) != 0;
        known->content = (uint64_t)sqlite3_column_int64(statement, 4);
        known->triage = (enum finding_triage)(sqlite3_column_int(statement, 5) & 3);
    }
    sqlite3_reset(statement);
    return found;
}

static void set_known(struct planner *planner, guint i, const struct known *known)
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

static bool match_fingerprints(struct planner *planner, struct error *err)
{
    for (guint i = 0; i < planner->record->results->findings->len; i++) {
        struct finding *finding = finding_at(planner, i);
        struct known known;
        planner->plan->matches[i].content = content_hash(finding);
        finding->state = STATE_NEW;
        finding->triage = TRIAGE_OPEN;
        finding->since_run = planner->run;
        int found = look_up(planner, STATEMENT_KNOWN, finding->fingerprint, &known, err);
        if (found < 0)
            return false;
        if (found > 0)
            set_known(planner, i, &known);
    }
    return true;
}

static void keep_unseen(struct planner *planner, sqlite3_stmt *statement)
{
    struct unseen unseen = {.id = sqlite3_column_int64(statement, 0),
                            .path = column_text(statement, 1, planner->plan->arena),
                            .since_run = sqlite3_column_int64(statement, 3),
                            .confidence = (enum confidence)(sqlite3_column_int(statement, 4) % 3),
                            .is_suppressed = sqlite3_column_int(statement, 5) != 0,
                            .triage = (enum finding_triage)(sqlite3_column_int(statement, 6) & 3),
                            .content = (uint64_t)sqlite3_column_int64(statement, 7)};
    g_strlcpy(unseen.fingerprint, (const char *)sqlite3_column_text(statement, 2), sizeof unseen.fingerprint);
    for (int i = 0; i < FINDING_ALIASES; i++)
        unseen.aliases[i] = (uint64_t)sqlite3_column_int64(statement, 8 + i);
    g_array_append_val(planner->unseen, unseen);
}

static bool collect_unseen(struct planner *planner, struct error *err)
{
    sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_PRESENT, err);
    if (statement == NULL)
        return false;
    int more;
    while ((more = store_next(planner->store, statement, "reading the findings of the last run", err)) > 0) {
        int64_t id = sqlite3_column_int64(statement, 0);
        if (!g_hash_table_contains(planner->seen, &id))
            keep_unseen(planner, statement);
    }
    return more == 0;
}

/* --- pairing ------------------------------------------------------------------------------------------------------------- */

static void take(struct planner *planner, guint i, struct unseen *unseen)
{
    struct known known = {.id = unseen->id, .since_run = unseen->since_run, .content = unseen->content, .triage = unseen->triage};
    g_strlcpy(known.fingerprint, unseen->fingerprint, sizeof known.fingerprint);
    set_known(planner, i, &known);
    unseen->is_taken = true;
}

static bool is_new(const struct planner *planner, guint i)
{
    return planner->plan->matches[i].id == 0;
}

/* The fingerprint is one the finding had earlier: a branch was changed, an edit undone. */
static bool match_former_names(struct planner *planner, struct error *err)
{
    GHashTable *by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < planner->unseen->len; i++) {
        struct unseen *unseen = &g_array_index(planner->unseen, struct unseen, i);
        g_hash_table_insert(by_id, &unseen->id, unseen);
    }
    bool ok = true;
    for (guint i = 0; ok && i < planner->record->results->findings->len; i++) {
        struct known known;
        if (!is_new(planner, i))
            continue;
        int found = look_up(planner, STATEMENT_KNOWN_RENAMED, finding_at(planner, i)->fingerprint, &known, err);
        ok = found >= 0;
        if (found <= 0 || g_hash_table_contains(planner->seen, &known.id))
            continue;
        struct unseen *unseen = g_hash_table_lookup(by_id, &known.id);
        if (unseen != NULL)
            take(planner, i, unseen);
        else if (known.is_gone)
            set_known(planner, i, &known);
    }
    g_hash_table_unref(by_id);
    return ok;
}

/* Unseen findings by alias (and file), in order of place. */
static char *alias_key(uint64_t alias, const char *path)
{
    return g_strdup_printf("%016" PRIx64 "%s", alias, path != NULL ? path : "");
}

static void free_queue(gpointer queue)
{
    g_queue_free(queue);
}

/* In a run of the whole program a finding whose file failed stays what it is: its place may be as it was. In a part of the program
 * only what the run would call fixed may turn out to be something else. */
static bool may_be_taken(const struct planner *planner, const struct unseen *unseen)
{
    if (unseen->is_taken)
        return false;
    if (planner->record->is_whole)
        return !coverage_failed(planner->coverage, unseen->path);
    return coverage_settles(planner->coverage, unseen->path);
}

static void pair_by_alias(struct planner *planner, int alias, bool same_file)
{
    GHashTable *queues = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_queue);
    for (guint i = 0; i < planner->unseen->len; i++) {
        struct unseen *unseen = &g_array_index(planner->unseen, struct unseen, i);
        if (unseen->aliases[alias] == 0 || !may_be_taken(planner, unseen))
            continue;
        char *key = alias_key(unseen->aliases[alias], same_file ? unseen->path : NULL);
        GQueue *queue = g_hash_table_lookup(queues, key);
        if (queue == NULL)
            g_hash_table_insert(queues, g_strdup(key), queue = g_queue_new());
        g_queue_push_tail(queue, unseen);
        g_free(key);
    }
    for (guint i = 0; i < planner->record->results->findings->len; i++) {
        const struct finding *finding = finding_at(planner, i);
        if (!is_new(planner, i) || finding->aliases[alias] == 0)
            continue;
        char *key = alias_key(finding->aliases[alias], same_file ? finding->loc.file : NULL);
        GQueue *queue = g_hash_table_lookup(queues, key);
        struct unseen *unseen = queue != NULL ? g_queue_pop_head(queue) : NULL;
        if (unseen != NULL)
            take(planner, i, unseen);
        g_free(key);
    }
    g_hash_table_unref(queues);
}

static bool has_new(const struct planner *planner)
{
    for (guint i = 0; i < planner->record->results->findings->len; i++)
        if (is_new(planner, i))
            return true;
    return false;
}

static bool pair(struct planner *planner, struct error *err)
{
    if (!has_new(planner))
        return true;
    if (!match_former_names(planner, err))
        return false;
    for (int alias = 0; alias < FINDING_ALIASES && planner->unseen->len > 0; alias++) {
        pair_by_alias(planner, alias, true);
        pair_by_alias(planner, alias, false);
    }
    return true;
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

static void count_present(struct run_row *counts, bool is_suppressed, enum finding_triage triage, enum confidence confidence)
{
    if (is_suppressed) {
        counts->suppressed++;
    } else if (triage == TRIAGE_FALSE_POSITIVE || triage == TRIAGE_INTENTIONAL) {
        counts->dismissed++;
    } else {
        counts->total++;
        counts->by_confidence[confidence]++;
    }
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
        if (!is_gone) {
            count_present(counts, unseen->is_suppressed, unseen->triage, unseen->confidence);
            continue;
        }
        g_array_append_val(planner->plan->gone, unseen->id);
        bool is_active = !unseen->is_suppressed && unseen->triage != TRIAGE_FALSE_POSITIVE && unseen->triage != TRIAGE_INTENTIONAL;
        counts->fixed += is_active;
    }
    return true;
}

/* --- triage -------------------------------------------------------------------------------------------------------------- */

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

static bool fill_triage(struct planner *planner, struct error *err)
{
    if (!planner->has_triage)
        return true;
    GHashTable *orphans = read_orphans(planner, err);
    if (orphans == NULL)
        return false;
    GHashTable *used = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < planner->record->results->findings->len; i++) /* exact words first: they are no longer orphans */
        if (is_new(planner, i))
            g_hash_table_add(used, finding_at(planner, i)->fingerprint);
    bool ok = true;
    for (guint i = 0; ok && i < planner->record->results->findings->len; i++) {
        const struct match *match = &planner->plan->matches[i];
        struct finding *finding = finding_at(planner, i);
        int found = read_triage(planner, finding, finding->fingerprint, err);
        if (found == 0 && match->is_renamed)
            found = read_triage(planner, finding, match->was, err);
        if (found == 0 && is_new(planner, i))
            ok = adopt_orphan(planner, i, orphans, used, err);
        ok = ok && found >= 0;
    }
    g_hash_table_unref(used);
    g_hash_table_unref(orphans);
    return ok;
}

/* --- the plan ------------------------------------------------------------------------------------------------------------ */

static void count_seen(struct planner *planner)
{
    struct run_row *counts = &planner->plan->counts;
    for (guint i = 0; i < planner->record->results->findings->len; i++) {
        const struct finding *finding = finding_at(planner, i);
        count_present(counts, finding->suppressed != NULL, finding->triage, finding->confidence);
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
    if (!match_fingerprints(planner, err) || !collect_unseen(planner, err) || !pair(planner, err) || !fill_triage(planner, err) ||
        !close_unseen(planner, err))
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
