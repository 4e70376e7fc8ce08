/* share.c: baselines out of the database and back into it. */
#include "store/baseline.h"
#include "store/internal.h"

static const char doing[] = "reading the baseline";

static bool read_entry(struct store *store, sqlite3_stmt *statement, struct arena *arena, struct baseline_entry *entry, int *more,
                       struct error *err)
{
    *more = store_next(store, statement, doing, err);
    if (*more <= 0)
        return false;
    *entry = (struct baseline_entry){.fingerprint = column_text(statement, 0, arena),
                                     .triage = (enum finding_triage)(sqlite3_column_int(statement, 1) & 3),
                                     .rule = column_text(statement, 2, arena),
                                     .function = column_text(statement, 3, arena),
                                     .subject = column_text(statement, 4, arena),
                                     .author = column_text(statement, 8, arena),
                                     .time = column_text(statement, 9, arena),
                                     .reason = column_text(statement, 10, arena)};
    for (int i = 0; i < FINDING_ALIASES; i++)
        entry->aliases[i] = (uint64_t)sqlite3_column_int64(statement, 5 + i);
    return true;
}

GString *store_write_baseline(struct store *store, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_BASELINE_ROWS, err);
    if (statement == NULL)
        return NULL;
    GString *text = g_string_new(NULL);
    struct arena *arena = arena_new();
    struct baseline_entry entry;
    int more;
    for (; read_entry(store, statement, arena, &entry, &more, err); arena_reset(arena))
        baseline_print(text, &entry);
    arena_free(arena);
    if (more == 0)
        return text;
    g_string_free(text, TRUE);
    return NULL;
}

struct baseline *store_baseline_of_run(struct store *store, int64_t run, struct error *err)
{
    struct finding_filter filter = {.run = run, .all = true, .without_steps = true};
    struct results *results = store_load_page(store, &filter, err);
    if (results == NULL)
        return NULL;
    struct baseline *baseline = baseline_new();
    for (guint i = 0; i < results->findings->len; i++) {
        const struct finding *finding = results->findings->pdata[i];
        struct baseline_entry entry = {.fingerprint = arena_strdup(baseline->arena, finding->fingerprint)};
        memcpy(entry.aliases, finding->aliases, sizeof entry.aliases);
        g_array_append_val(baseline->entries, entry);
    }
    results_free(results);
    return baseline;
}

/* --- applying ------------------------------------------------------------------------------------------------------------- */

/* What an entry's fingerprint is called here today: itself, or what an edit made of it. In the arena. */
static const char *current_name(struct store *store, const struct baseline_entry *entry, const struct finding *finding,
                                struct arena *arena, struct error *err)
{
    if (finding != NULL)
        return finding->fingerprint;
    sqlite3_stmt *statement = store_statement(store, STATEMENT_CURRENT_NAME, err);
    if (statement == NULL)
        return NULL;
    bind_text(statement, 1, entry->fingerprint);
    int found = store_next(store, statement, doing, err);
    const char *name = found > 0 ? column_text(statement, 0, arena) : entry->fingerprint;
    sqlite3_reset(statement);
    return found >= 0 ? name : NULL;
}

/* Order of the database's last word and the entry's: < 0: the entry is later; 0: the same one. False: failed. */
static bool compare_words(struct store *store, const char *fingerprint, const struct baseline_entry *entry, int *order,
                          struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_TRIAGE_GET, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, fingerprint);
    int found = store_next(store, statement, doing, err);
    *order = -1;
    if (found > 0)
        *order = g_strcmp0((const char *)sqlite3_column_text(statement, 3), entry->time);
    if (found > 0 && *order == 0) /* as in a file: the heavier word */
        *order = sqlite3_column_int(statement, 0) < (int)entry->triage ? -1 : 0;
    sqlite3_reset(statement);
    return found >= 0;
}

static bool put_word(struct store *store, const char *fingerprint, const struct baseline_entry *entry, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, STATEMENT_TRIAGE_PUT, err);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, fingerprint);
    bind_number(statement, 2, entry->triage);
    bind_text(statement, 3, entry->reason);
    bind_text(statement, 4, entry->author);
    bind_text(statement, 5, entry->time);
    bind_text(statement, 6, entry->rule);
    bind_text(statement, 7, entry->function);
    bind_text(statement, 8, entry->subject);
    for (int i = 0; i < FINDING_ALIASES; i++)
        bind_number(statement, 9 + i, (int64_t)entry->aliases[i]);
    return store_execute(store, statement, "writing triage", err);
}

static bool apply_entry(struct store *store, const struct baseline_entry *entry, const struct finding *finding,
                        struct baseline_counts *counts, struct arena *arena, struct error *err)
{
    counts->lines++;
    if (entry->time == NULL) /* nobody said anything */
        return true;
    int order;
    const char *name = current_name(store, entry, finding, arena, err);
    if (name == NULL || !compare_words(store, name, entry, &order, err))
        return false;
    counts->applied += order < 0;
    counts->older += order > 0;
    return order >= 0 || put_word(store, name, entry, err);
}

static bool apply(struct store *store, const struct baseline *baseline, struct baseline_counts *counts, struct error *err)
{
    struct results *results = store_load_present(store, err);
    if (results == NULL)
        return false;
    struct finding **findings = baseline_pair(baseline, results);
    bool ok = true;
    for (guint i = 0; ok && i < baseline->entries->len; i++)
        ok = apply_entry(store, &g_array_index(baseline->entries, struct baseline_entry, i), findings[i], counts, results->arena,
                         err);
    g_free(findings);
    results_free(results);
    return ok;
}

bool store_apply_baseline(struct store *store, const char *name, const char *text, size_t length, struct baseline_counts *counts,
                          struct error *err)
{
    struct baseline_counts own = {0};
    struct baseline *baseline = baseline_parse(name, text, length, err);
    if (baseline == NULL)
        return false;
    bool ok = store_begin(store, err) && store_end(store, apply(store, baseline, &own, err), err);
    baseline_free(baseline);
    if (ok && counts != NULL)
        *counts = own;
    return ok;
}
