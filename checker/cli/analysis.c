#include "cli/analysis.h"

enum { FAILED_SHOWN = 20 };

void analysis_request(struct pipeline_request *request, const struct invocation *invocation, const struct place_options *place,
                      const struct unit_options *units)
{
    request->project = (struct project_request){.root = place->root,
                                                .build_dir = units->build,
                                                .files = invocation->word_count > 0 ? invocation->words : NULL,
                                                .flags = invocation->flags,
                                                .query_driver = units->query_driver,
                                                .all_configs = units->all_configs};
    request->database = place->database;
    request->workers = units->workers;
    request->arguments = invocation->arguments;
}

void analysis_notes(const struct pipeline *pipeline, bool is_verbose)
{
    for (guint i = 0; is_verbose && i < pipeline->project->notes->len; i++)
        fprintf(stderr, "linger: note: %s\n", (const char *)pipeline->project->notes->pdata[i]);
    if (pipeline->index->cache_problem != NULL)
        warn("%s", pipeline->index->cache_problem);
}

static int compare_failed(const void *a, const void *b)
{
    const struct failed_unit *left = a, *right = b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : g_strcmp0(left->reason, right->reason);
}

GArray *analysis_failed(const struct pipeline *pipeline)
{
    GArray *failed = g_array_new(FALSE, FALSE, sizeof(struct failed_unit));
    for (uint32_t i = 0; i < pipeline->conclusions.unit_count; i++) {
        const struct run_unit *unit = &pipeline->conclusions.units[i];
        bool is_partial = strcmp(unit->status, "partial") == 0;
        struct failed_unit row = {.path = unit->path, .reason = unit->problem, .is_partial = is_partial};
        if (is_partial || strcmp(unit->status, "failed") == 0)
            g_array_append_val(failed, row);
    }
    g_array_sort(failed, compare_failed);
    return failed;
}

/* Was the unit (or a missing one) asked for? Missing units always were. */
static bool is_selected(const struct project *project, const char *path)
{
    for (guint i = 0; i < project->units->len; i++) {
        const struct unit *unit = project->units->pdata[i];
        if (strcmp(unit->display, path) == 0)
            return unit->is_selected;
    }
    return true;
}

static bool has_failed(const GArray *failed, const char *path)
{
    for (guint i = 0; failed != NULL && i < failed->len; i++)
        if (strcmp(g_array_index(failed, struct failed_unit, i).path, path) == 0)
            return true;
    return false;
}

static void say_others(uint32_t unasked, uint32_t old)
{
    if (unasked > 0)
        fprintf(stderr, "linger: note: %u units that were not asked for could not be analysed in full\n", unasked);
    if (old > 0)
        fprintf(stderr, "linger: note: %u unit%s could not be analysed in full, as before the change\n", old,
                old == 1 ? "" : "s");
}

bool analysis_report_failed(const struct pipeline *pipeline, const GArray *failed, const struct failed_scope *scope)
{
    uint32_t counting = 0, unasked = 0, old = 0;
    GArray *before = scope->before != NULL ? analysis_failed(scope->before) : NULL;
    for (guint i = 0; i < failed->len; i++) {
        const struct failed_unit *unit = &g_array_index(failed, struct failed_unit, i);
        if (scope->selected_only && !is_selected(pipeline->project, unit->path))
            unasked++;
        else if (has_failed(before, unit->path))
            old++;
        else if (++counting <= FAILED_SHOWN)
            fprintf(stderr, "linger: %s could not be analysed%s: %s\n", unit->path, unit->is_partial ? " in full" : "",
                    unit->reason != NULL ? unit->reason : "no reason is known");
    }
    if (counting > FAILED_SHOWN)
        fprintf(stderr, "linger: and %u more; the database's view failed_units lists them\n", counting - FAILED_SHOWN);
    if (counting > 0)
        fprintf(stderr, "linger: %u of %u units could not be analysed in full; findings in them may be missing\n", counting,
                pipeline->index->stats.units + (pipeline->project->missing != NULL ? pipeline->project->missing->len : 0));
    const GPtrArray *doubts = pipeline->project->doubts;
    bool is_note = scope->selected_only || before != NULL;
    for (guint i = 0; i < doubts->len; i++)
        fprintf(stderr, "linger: %s%s\n", is_note ? "note: " : "", (const char *)doubts->pdata[i]);
    say_others(unasked, old);
    if (before != NULL)
        g_array_unref(before);
    return counting > 0 || (doubts->len > 0 && !is_note);
}

static uint32_t count_units(const struct conclusions *conclusions, const char *status)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < conclusions->unit_count; i++)
        count += strcmp(conclusions->units[i].status, status) == 0;
    return count;
}

void analysis_stats(const struct pipeline *pipeline)
{
    const struct index_stats *stats = &pipeline->index->stats;
    const struct conclusions *source = &pipeline->conclusions;
    double total = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        fprintf(stderr, "%-10s %9.3f s\n", stage_name((enum stage)stage), pipeline->seconds[stage]);
        total += pipeline->seconds[stage];
    }
    fprintf(stderr, "%-10s %9.3f s\n", "total", total);
    fprintf(stderr, "units %u: %u from the cache, %u indexed, %u failed, %u partial\n", stats->units, stats->cached,
            stats->indexed, count_units(source, "failed"), count_units(source, "partial"));
    fprintf(stderr, "index: %.3f s in workers, %.3f s decoding, %" PRIu64 " bytes of facts\n", stats->worker_seconds,
            stats->decode_seconds, stats->bytes);
    fprintf(stderr,
            "source: %" PRIu64 " lines, %" PRIu64 " function bodies, %" PRIu64 " cursors, %" PRIu64 " not lowered (%.3f %%)\n",
            source->lines, source->functions, source->cursors, source->unlowered,
            source->cursors > 0 ? 100.0 * (double)source->unlowered / (double)source->cursors : 0.0);
    if (pipeline->program != NULL) {
        GString *text = g_string_new(NULL);
        program_print_stats(text, pipeline->program);
        fputs(text->str, stderr);
        g_string_free(text, TRUE);
    } else if (pipeline->results != NULL) {
        fprintf(stderr, "nothing changed: the conclusions are those of an earlier run\n");
    }
    if (pipeline->results != NULL)
        fprintf(stderr, "found: %u findings, %u registrations, %u removals, %u holding edges\n", pipeline->results->findings->len,
                pipeline->results->registrations->len, pipeline->results->removals->len, pipeline->results->holds->len);
}

struct pipeline *analysis_open(const struct place_options *place, enum store_mode mode, struct error *err)
{
    struct pipeline_request request = {.project = {.root = place->root}, .database = place->database};
    struct pipeline *pipeline = pipeline_open(&request, err);
    if (pipeline == NULL)
        return NULL;
    pipeline->store = store_open(pipeline->database, mode, err);
    if (pipeline->store == NULL)
        g_clear_pointer(&pipeline, pipeline_free);
    return pipeline;
}

char *analysis_stored_path(const struct project *project, const char *path)
{
    char *full = g_canonicalize_filename(path, NULL);
    size_t length = strlen(project->root);
    bool is_below = strncmp(full, project->root, length) == 0 && full[length] == '/';
    char *stored = g_strdup(is_below ? full + length + 1 : full);
    g_free(full);
    return stored;
}
