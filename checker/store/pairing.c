/* pairing.c: findings of this run that nobody knows, and stored ones that this run did not see: which of them are the same, after
 * an edit? A pair keeps its history and what people said about it.
 *
 * By a fingerprint the stored one had earlier; then by the aliases, strongest first, in the same file before another. Among
 * equals the order of places decides. At last, what is alone on both sides, of one rule in one file, in functions whose names
 * differ in their class or namespace only, is one finding (the class was renamed), unless somebody put the old one away: it may be
 * another bug. */
#include "store/identity.h"

static bool read_unseen(struct planner *planner, int64_t id, struct error *err)
{
    sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_UNSEEN, err);
    if (statement == NULL)
        return false;
    bind_number(statement, 1, id);
    int found = store_next(planner->store, statement, "reading the findings of the last run", err);
    if (found > 0) {
        struct unseen unseen = {.id = sqlite3_column_int64(statement, 0),
                                .path = column_text(statement, 1, planner->plan->arena),
                                .since_run = sqlite3_column_int64(statement, 3),
                                .is_suppressed = sqlite3_column_int(statement, 4) != 0,
                                .triage = (enum finding_triage)(sqlite3_column_int(statement, 5) & 3),
                                .content = (uint64_t)sqlite3_column_int64(statement, 6),
                                .line = sqlite3_column_int64(statement, 7),
                                .column = sqlite3_column_int64(statement, 8)};
        g_strlcpy(unseen.fingerprint, (const char *)sqlite3_column_text(statement, 2), sizeof unseen.fingerprint);
        for (int i = 0; i < FINDING_ALIASES; i++)
            unseen.aliases[i] = (uint64_t)sqlite3_column_int64(statement, 9 + i);
        unseen.rule = column_text(statement, 9 + FINDING_ALIASES, planner->plan->arena);
        unseen.function = column_text(statement, 10 + FINDING_ALIASES, planner->plan->arena);
        g_array_append_val(planner->unseen, unseen);
    }
    sqlite3_reset(statement);
    return found >= 0;
}

/* Findings present so far and not seen now: in all files, or in one. */
static bool collect_from(struct planner *planner, sqlite3_stmt *statement, struct error *err)
{
    int more;
    while ((more = store_next(planner->store, statement, "reading the findings of the last run", err)) > 0) {
        int64_t id = sqlite3_column_int64(statement, 0);
        if (!g_hash_table_contains(planner->seen, &id) && !read_unseen(planner, id, err))
            return false;
    }
    return more == 0;
}

static bool collect_from_paths(struct planner *planner, struct error *err)
{
    GPtrArray *paths = coverage_paths(planner->coverage);
    bool ok = true;
    for (guint i = 0; ok && i < paths->len; i++) {
        sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_PRESENT_IN, err);
        if (statement != NULL)
            bind_text(statement, 1, paths->pdata[i]);
        ok = statement != NULL && collect_from(planner, statement, err);
    }
    g_ptr_array_unref(paths);
    return ok;
}

static int compare_unseen(gconstpointer left, gconstpointer right)
{
    const struct unseen *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    if (order == 0)
        order = (a->column > b->column) - (a->column < b->column);
    return order != 0 ? order : strcmp(a->fingerprint, b->fingerprint);
}

bool planner_collect_unseen(struct planner *planner, struct error *err)
{
    bool ok;
    if (planner->record->is_whole) {
        sqlite3_stmt *statement = store_statement(planner->store, STATEMENT_PRESENT, err);
        ok = statement != NULL && collect_from(planner, statement, err);
    } else {
        ok = collect_from_paths(planner, err); /* the others are carried over anyway */
    }
    g_array_sort(planner->unseen, compare_unseen);
    return ok;
}

static void take(struct planner *planner, guint i, struct unseen *unseen)
{
    struct known known = {.id = unseen->id, .since_run = unseen->since_run, .content = unseen->content, .triage = unseen->triage};
    g_strlcpy(known.fingerprint, unseen->fingerprint, sizeof known.fingerprint);
    planner_set_known(planner, i, &known);
    unseen->is_taken = true;
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
        if (!finding_is_new(planner, i))
            continue;
        int found = planner_look_up(planner, STATEMENT_KNOWN_RENAMED, finding_at(planner, i)->fingerprint, &known, err);
        ok = found >= 0;
        if (found <= 0 || g_hash_table_contains(planner->seen, &known.id))
            continue;
        struct unseen *unseen = g_hash_table_lookup(by_id, &known.id);
        if (unseen != NULL)
            take(planner, i, unseen);
        else if (known.is_gone)
            planner_set_known(planner, i, &known);
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

/* In a run of the whole program a finding whose file failed stays what it is: its place may be as it was. In a part of the
 * program only what the run would call fixed may turn out to be something else. */
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
        if (!finding_is_new(planner, i) || finding->aliases[alias] == 0)
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

/* "chat::Session::start" -> "start"; constructors and destructors lose their class's name, too: "Session::~Session" -> "~". */
static char *own_name(const char *function)
{
    const char *colon = g_strrstr(function, "::"), *name = colon != NULL ? colon + 2 : function;
    bool is_destructor = *name == '~';
    size_t length = strlen(name + is_destructor);
    bool is_of_class = colon != NULL && (size_t)(colon - function) >= length &&
                       strncmp(colon - length, name + is_destructor, length) == 0 &&
                       ((size_t)(colon - function) == length || colon[-(ptrdiff_t)length - 1] == ':');
    return g_strdup(!is_of_class ? name : is_destructor ? "~" : "");
}

static char *function_key(const char *rule, const char *path, const char *function)
{
    char *name = own_name(function);
    char *key = g_strjoin("\n", rule, path, name, NULL);
    g_free(name);
    return key;
}

/* One thing under the key, or that there are several. */
struct single {
    guint count, at;
};

static void count_single(GHashTable *table, char *key, guint at)
{
    struct single *single = g_hash_table_lookup(table, key);
    if (single == NULL)
        g_hash_table_insert(table, g_strdup(key), single = g_new0(struct single, 1));
    single->count++;
    single->at = at;
    g_free(key);
}

static void pair_by_function(struct planner *planner)
{
    GHashTable *unseen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GHashTable *fresh = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < planner->unseen->len; i++) {
        const struct unseen *old = &g_array_index(planner->unseen, struct unseen, i);
        bool is_put_away = old->triage == TRIAGE_FALSE_POSITIVE || old->triage == TRIAGE_INTENTIONAL;
        if (may_be_taken(planner, old) && old->function != NULL && !is_put_away)
            count_single(unseen, function_key(old->rule, old->path, old->function), i);
    }
    for (guint i = 0; i < planner->record->results->findings->len; i++) {
        const struct finding *finding = finding_at(planner, i);
        if (finding_is_new(planner, i) && finding->function != NULL && finding->loc.file != NULL)
            count_single(fresh, function_key(finding->rule, finding->loc.file, finding->function), i);
    }
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, fresh);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const struct single *now = value, *before = g_hash_table_lookup(unseen, key);
        if (before == NULL || before->count > 1 || now->count > 1)
            continue;
        struct unseen *old = &g_array_index(planner->unseen, struct unseen, before->at);
        if (strcmp(old->function, finding_at(planner, now->at)->function) != 0)
            take(planner, now->at, old);
    }
    g_hash_table_unref(unseen);
    g_hash_table_unref(fresh);
}

static bool has_new(const struct planner *planner)
{
    for (guint i = 0; i < planner->record->results->findings->len; i++)
        if (finding_is_new(planner, i))
            return true;
    return false;
}

bool planner_pair(struct planner *planner, struct error *err)
{
    if (!has_new(planner))
        return true;
    if (!match_former_names(planner, err))
        return false;
    for (int alias = 0; alias < FINDING_ALIASES && planner->unseen->len > 0; alias++) {
        pair_by_alias(planner, alias, true);
        pair_by_alias(planner, alias, false);
    }
    pair_by_function(planner);
    return true;
}
