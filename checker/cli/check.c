#include "cli/check.h"

#include "cli/progress.h"

/* --- what is not shown ----------------------------------------------------------------------------------------------- */

static bool is_below(const char *path, const char *named)
{
    size_t length = strlen(named);
    return strncmp(path, named, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

static bool is_named(const struct project *project, const struct loc *loc)
{
    if (loc->file == NULL)
        return false;
    char *path = g_canonicalize_filename(loc->file, project->root);
    bool found = false;
    for (guint i = 0; i < project->files->len && !found; i++)
        found = is_below(path, project->files->pdata[i]);
    g_free(path);
    return found;
}

static bool touches_named(const struct project *project, const struct finding *finding)
{
    bool found = is_named(project, &finding->loc);
    for (uint32_t i = 0; i < finding->step_count && !found; i++)
        found = is_named(project, &finding->steps[i].loc);
    return found;
}

/* FILE...: findings elsewhere are shown only when they are new since a run before: then the change caused them. */
static void hide_unnamed(const struct pipeline *pipeline, bool has_history, GHashTable *hidden)
{
    for (guint i = 0; i < pipeline->results->findings->len; i++) {
        struct finding *finding = pipeline->results->findings->pdata[i];
        bool is_caused = has_history && (finding->state == STATE_NEW || finding->state == STATE_REOPENED);
        if (!is_caused && !touches_named(pipeline->project, finding))
            g_hash_table_add(hidden, finding);
    }
}

static void hide_known(const struct baseline *baseline, const struct results *results, GHashTable *hidden)
{
    bool *known = g_new0(bool, results->findings->len + 1);
    baseline_match(baseline, results, known);
    for (guint i = 0; i < results->findings->len; i++)
        if (known[i])
            g_hash_table_add(hidden, results->findings->pdata[i]);
    g_free(known);
}

/* A file, else a run of the database. Read before this run is recorded, so that "last" is the one before. */
static struct baseline *find_baseline(const char *ref, const char *database, struct error *err)
{
    char *text;
    gsize length;
    if (g_file_test(ref, G_FILE_TEST_EXISTS)) {
        GError *problem = NULL;
        if (!g_file_get_contents(ref, &text, &length, &problem)) {
            error_set(err, "the baseline cannot be read: %s", problem->message);
            g_error_free(problem);
            return NULL;
        }
        struct baseline *baseline = baseline_parse(ref, text, length, err);
        g_free(text);
        return baseline;
    }
    if (!g_file_test(database, G_FILE_TEST_EXISTS)) {
        error_set(err, "the baseline '%s' is no file, and there is no database '%s' that could hold such a run", ref, database);
        return NULL;
    }
    int64_t run;
    struct store *store = store_open(database, STORE_READ, err);
    struct baseline *baseline = NULL;
    if (store != NULL && store_find_run(store, ref, &run, err))
        baseline = store_baseline_of_run(store, run, err);
    else
        error_prefix(err, "the baseline '%s' is no file", ref);
    store_close(store);
    return baseline;
}

/* --- one run ------------------------------------------------------------------------------------------------------------- */

struct check {
    struct pipeline_request request;
    const struct check_options *options;
    struct pipeline *opened; /* configuration, before the run */
    struct output output;
    bool has_output;
    struct baseline *baseline;
    struct change *change;
    struct pipeline *run, *before;
    struct progress progress;
};

static void check_release(struct check *check)
{
    pipeline_free(check->run);
    pipeline_free(check->before);
    change_free(check->change);
    baseline_free(check->baseline);
    if (check->has_output)
        output_release(&check->output);
    pipeline_free(check->opened);
}

/* What was before the change need not be in the history: it is put together anew. */
static bool prepare_change(struct check *check, struct error *err)
{
    const struct check_options *options = check->options;
    if (options->changed == NULL && !options->staged)
        return true;
    if (options->staged && !g_file_test(check->opened->database, G_FILE_TEST_EXISTS))
        return error_set(err, "there are no facts about the rest of the program yet ('%s' is missing); run 'linger check' once",
                         check->opened->database);
    const char *revision = options->changed != NULL ? options->changed : "HEAD";
    check->change = change_load(check->opened->project->root, revision, options->staged, err);
    if (check->change == NULL)
        return false;
    if (options->staged) {
        check->request.snapshot = change_after(check->change);
        check->request.without_history = true;
    }
    return true;
}

/* Everything that can be wrong with the options is found before the long work: the configuration is read twice for that. */
static bool prepare(struct check *check, const struct output_options *output_options, struct error *err)
{
    check->opened = pipeline_open(&check->request, err);
    if (check->opened == NULL)
        return false;
    check->has_output = output_init(&check->output, output_options, check->opened->project->config, err);
    if (!check->has_output || !prepare_change(check, err))
        return false;
    if (check->options->baseline != NULL)
        check->baseline = find_baseline(check->options->baseline, check->opened->database, err);
    return check->options->baseline == NULL || check->baseline != NULL;
}

static bool run_before(struct check *check, struct error *err)
{
    if (check->change == NULL)
        return true;
    struct pipeline_request request = check->request;
    request.snapshot = change_before(check->change);
    check->before = pipeline_run(&request, STAGE_RULES, err);
    if (check->before == NULL)
        error_prefix(err, "the program before the change");
    return check->before != NULL;
}

/* False: nothing to report. A history that could not be written is told in `record_problem`, and the findings are still shown. */
static bool run(struct check *check, struct error *err, struct error *record_problem)
{
    progress_init(&check->progress);
    check->request.progress = progress_unit;
    check->request.user = &check->progress;
    check->run = pipeline_check(&check->request, err);
    bool is_good = check->run != NULL;
    if (is_good && err->message != NULL) {
        *record_problem = *err;
        *err = (struct error){0};
    }
    is_good = is_good && run_before(check, err);
    progress_erase(&check->progress);
    return is_good;
}

/* --- telling about it ------------------------------------------------------------------------------------------------ */

static GHashTable *find_hidden(const struct check *check)
{
    const struct pipeline *pipeline = check->run;
    GHashTable *hidden = g_hash_table_new(NULL, NULL);
    bool has_history = pipeline->store != NULL && pipeline->run != 1;
    if (pipeline->project->files != NULL)
        hide_unnamed(pipeline, has_history, hidden);
    if (check->baseline != NULL)
        hide_known(check->baseline, pipeline->results, hidden);
    if (check->change != NULL)
        change_hide_others(check->change, pipeline->project->root, pipeline->results, check->before->results, hidden);
    return hidden;
}

static void say_summary(const struct pipeline *pipeline, const struct output_counts *counts)
{
    if (!term_is_live(stderr))
        return;
    double seconds = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        seconds += pipeline->seconds[stage];
    fprintf(stderr, "linger: %u finding%s (%u new) in %u units, %.1f s\n", counts->shown, counts->shown == 1 ? "" : "s",
            counts->fresh, pipeline->index->stats.units, seconds);
}

static bool show(const struct check *check, const GArray *failed, struct output_counts *counts, struct error *err)
{
    const struct pipeline *pipeline = check->run;
    GHashTable *hidden = find_hidden(check);
    GPtrArray *runs = pipeline->run != 0 ? store_runs(pipeline->store, NULL) : NULL;
    struct output_input input = {.results = pipeline->results,
                                 .hidden = hidden,
                                 .failed = (const struct failed_unit *)(void *)failed->data,
                                 .failed_count = failed->len,
                                 .units = pipeline->index->stats.units,
                                 .root = pipeline->project->root,
                                 .revision = pipeline->revision,
                                 .runs = runs,
                                 .libclang = frontend_libclang_version(),
                                 .snapshot = check->request.snapshot};
    bool is_good = output_write(&check->output, &input, counts, err);
    if (runs != NULL)
        g_ptr_array_unref(runs);
    g_hash_table_unref(hidden);
    return is_good;
}

static enum status report(const struct check *check, struct error *record_problem)
{
    struct error err = {0};
    struct output_counts counts = {0};
    GArray *failed = analysis_failed(check->run);
    enum status status = STATUS_CLEAN;
    if (!show(check, failed, &counts, &err))
        status = command_fail(&err);
    else if (counts.failing > 0 && !check->output.options->exit_zero)
        status = STATUS_FINDINGS;
    struct failed_scope scope = {.selected_only = check->run->project->files != NULL, .before = check->before};
    if (analysis_report_failed(check->run, failed, &scope) && !check->options->allow_partial)
        status = STATUS_FAILED;
    if (record_problem->message != NULL)
        status = command_fail(record_problem);
    if (check->options->stats)
        analysis_stats(check->run);
    say_summary(check->run, &counts);
    g_array_unref(failed);
    return status;
}

enum status check_run(const struct pipeline_request *request, const struct check_options *options,
                      const struct output_options *output_options, bool is_verbose)
{
    struct error err = {0}, record_problem = {0};
    struct check check = {.request = *request, .options = options};
    check.request.without_history = options->no_record;
    enum status status;
    if (!prepare(&check, output_options, &err) || !run(&check, &err, &record_problem)) {
        status = command_fail(&err);
        error_release(&record_problem);
    } else {
        analysis_notes(check.run, is_verbose);
        status = report(&check, &record_problem);
    }
    check_release(&check);
    return status;
}
