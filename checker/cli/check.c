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
    struct baseline *baseline = store != NULL && store_find_run(store, ref, &run, err) ? store_baseline_of_run(store, run, err) : NULL;
    store_close(store);
    return baseline;
}

/* --- telling about the run ------------------------------------------------------------------------------------------- */

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

/* The run's own row is last; without a record the history is still worth its trend. */
static GPtrArray *runs_of(const struct pipeline *pipeline)
{
    return pipeline->store != NULL && pipeline->run != 0 ? store_runs(pipeline->store, NULL) : NULL;
}

static bool show(const struct pipeline *pipeline, const struct output *output, const GArray *failed, GHashTable *hidden,
                 struct output_counts *counts, struct error *err)
{
    GPtrArray *runs = runs_of(pipeline);
    struct output_input input = {.results = pipeline->results,
                                 .hidden = hidden,
                                 .failed = (const struct failed_unit *)(void *)failed->data,
                                 .failed_count = failed->len,
                                 .units = pipeline->index->stats.units,
                                 .root = pipeline->project->root,
                                 .revision = pipeline->revision,
                                 .runs = runs,
                                 .libclang = frontend_libclang_version()};
    bool is_good = output_write(output, &input, counts, err);
    if (runs != NULL)
        g_ptr_array_unref(runs);
    return is_good;
}

static enum status report(const struct pipeline *pipeline, const struct output *output, const struct baseline *baseline,
                          const struct check_options *options, struct error *record_problem)
{
    struct error err = {0};
    struct output_counts counts = {0};
    GHashTable *hidden = g_hash_table_new(NULL, NULL);
    GArray *failed = analysis_failed(pipeline);
    bool has_files = pipeline->project->files != NULL;
    if (has_files)
        hide_unnamed(pipeline, pipeline->run > 1, hidden);
    if (baseline != NULL)
        hide_known(baseline, pipeline->results, hidden);
    enum status status = STATUS_CLEAN;
    if (!show(pipeline, output, failed, hidden, &counts, &err))
        status = command_fail(&err);
    else if (counts.failing > 0 && !output->options->exit_zero)
        status = STATUS_FINDINGS;
    if (analysis_report_failed(pipeline, failed, has_files) && !options->allow_partial)
        status = STATUS_FAILED;
    if (record_problem->message != NULL)
        status = command_fail(record_problem);
    if (options->stats)
        analysis_stats(pipeline);
    say_summary(pipeline, &counts);
    g_array_unref(failed);
    g_hash_table_unref(hidden);
    return status;
}

/* --- the command ----------------------------------------------------------------------------------------------------- */

/* Everything that can be wrong with the options is found before the long work: the configuration is read twice for that. */
static bool prepare(const struct pipeline_request *request, const struct check_options *options,
                    const struct output_options *output_options, struct output *output, struct baseline **baseline,
                    struct pipeline **opened, struct error *err)
{
    *opened = pipeline_open(request, err);
    if (*opened == NULL || !output_init(output, output_options, (*opened)->project->config, err))
        return false;
    if (options->baseline != NULL)
        *baseline = find_baseline(options->baseline, (*opened)->database, err);
    if (options->baseline != NULL && *baseline == NULL)
        output_release(output);
    return options->baseline == NULL || *baseline != NULL;
}

enum status check_run(struct pipeline_request *request, const struct check_options *options,
                      const struct output_options *output_options, bool is_verbose)
{
    struct error err = {0};
    struct output output;
    struct baseline *baseline = NULL;
    struct pipeline *opened = NULL;
    struct progress progress;
    request->without_history = options->no_record;
    if (!prepare(request, options, output_options, &output, &baseline, &opened, &err)) {
        pipeline_free(opened);
        return command_fail(&err);
    }
    progress_init(&progress);
    request->progress = progress_unit;
    request->user = &progress;
    struct pipeline *pipeline = pipeline_check(request, &err);
    progress_erase(&progress);
    enum status status;
    if (pipeline == NULL) {
        status = command_fail(&err);
    } else {
        analysis_notes(pipeline, is_verbose);
        status = report(pipeline, &output, baseline, options, &err);
    }
    pipeline_free(pipeline);
    baseline_free(baseline);
    output_release(&output);
    pipeline_free(opened);
    return status;
}
