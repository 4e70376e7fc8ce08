/* cmd_report.c: the findings in the database, without analysis. */
#include "cli/analysis.h"

struct options {
    struct place_options place;
    struct output_options output;
    const char *file, *run, *since, *path;
    bool all, runs;
};

static const struct option options[] = {
    {.letter = 'o',
     .kind = OPTION_FILE,
     .value = "FILE",
     .offset = offsetof(struct options, file),
     .help = "write the (only) format there instead of to the output"},
    {.name = "run",
     .kind = OPTION_TEXT,
     .value = "RUN",
     .offset = offsetof(struct options, run),
     .help = "the findings of this run: its number, last, last~1, a date, a git revision (default: last)"},
    {.name = "since",
     .kind = OPTION_TEXT,
     .value = "RUN",
     .offset = offsetof(struct options, since),
     .help = "only findings that are new or reopened since that run"},
    {.name = "path",
     .kind = OPTION_FILE,
     .value = "PATH",
     .offset = offsetof(struct options, path),
     .help = "only findings in this file or folder"},
    {.name = "all",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, all),
     .help = "also those that were suppressed or put away as false or intentional"},
    {.name = "runs", .kind = OPTION_FLAG, .offset = offsetof(struct options, runs), .help = "list the runs instead"},
    PLACE_OPTIONS(struct options, place),
    OUTPUT_OPTIONS(struct options, output),
    OPTION_END,
};

static void print_runs(const GPtrArray *runs)
{
    printf("%6s  %-20s  %-14s %7s %7s %6s %6s %6s  %s\n", "run", "time", "revision", "units", "failed", "found", "new", "fixed",
           "command");
    for (guint i = 0; i < runs->len; i++) {
        const struct run_row *run = runs->pdata[i];
        printf("%6" PRId64 "  %-20s  %-12.12s%-2s %7u %7u %6u %6u %6u  %s\n", run->id, run->when,
               run->revision != NULL ? run->revision : "-", run->is_dirty ? "+" : "", run->units, run->failed_units, run->total,
               run->fresh + run->reopened, run->fixed, run->arguments != NULL ? run->arguments : "");
    }
}

/* The runs up to `run`, which becomes the last; false: it is not among them. */
static bool end_at(GPtrArray *runs, int64_t run)
{
    while (runs->len > 0 && ((const struct run_row *)runs->pdata[runs->len - 1])->id > run)
        g_ptr_array_remove_index(runs, runs->len - 1);
    return runs->len > 0;
}

static GArray *failed_units(GPtrArray *units)
{
    GArray *failed = g_array_new(FALSE, FALSE, sizeof(struct failed_unit));
    for (guint i = 0; i < units->len; i++) {
        const struct run_unit *unit = units->pdata[i];
        struct failed_unit row = {
            .path = unit->path, .reason = unit->problem, .is_partial = g_strcmp0(unit->status, "partial") == 0};
        g_array_append_val(failed, row);
    }
    return failed;
}

struct loaded {
    struct results *results;
    GPtrArray *units, *runs;
};

static bool load(const struct pipeline *pipeline, const struct options *given, const struct output *output, struct loaded *loaded,
                 struct error *err)
{
    struct finding_filter filter = {.all = true, .min_confidence = output->minimum};
    if (!store_find_run(pipeline->store, given->run != NULL ? given->run : "last", &filter.run, err))
        return false;
    int64_t since = 0;
    if (given->since != NULL && !store_find_run(pipeline->store, given->since, &since, err))
        return false;
    filter.since_run = given->since != NULL ? since + 1 : 0;
    char *path = given->path != NULL ? analysis_stored_path(pipeline->project, given->path) : NULL;
    filter.file = path;
    loaded->results = store_load_page(pipeline->store, &filter, err);
    g_free(path);
    if (loaded->results != NULL)
        loaded->units = store_failed_units(pipeline->store, filter.run, err);
    if (loaded->units != NULL)
        loaded->runs = store_runs(pipeline->store, err);
    return loaded->runs != NULL && (end_at(loaded->runs, filter.run) || error_set(err, "the database holds no run yet"));
}

static enum status show(const struct pipeline *pipeline, const struct options *given, const struct output *output,
                        const struct loaded *loaded)
{
    struct error err = {0};
    struct output_counts counts;
    const struct run_row *last = loaded->runs->pdata[loaded->runs->len - 1];
    GArray *failed = failed_units(loaded->units);
    struct output_input input = {.results = loaded->results,
                                 .is_complete = given->all,
                                 .failed = (const struct failed_unit *)(void *)failed->data,
                                 .failed_count = failed->len,
                                 .units = last->units,
                                 .root = pipeline->project->root,
                                 .revision = last->revision,
                                 .runs = loaded->runs,
                                 .libclang = last->libclang};
    bool is_good = output_write(output, &input, &counts, &err);
    g_array_unref(failed);
    if (!is_good)
        return command_fail(&err);
    return counts.failing > 0 && !given->output.exit_zero ? STATUS_FINDINGS : STATUS_CLEAN;
}

static enum status list_runs(const struct pipeline *pipeline)
{
    struct error err = {0};
    GPtrArray *runs = store_runs(pipeline->store, &err);
    if (runs == NULL)
        return command_fail(&err);
    print_runs(runs);
    g_ptr_array_unref(runs);
    return STATUS_CLEAN;
}

/* -o FILE is --format=F:FILE for the one format there is. */
static bool redirect(struct output *output, const char *file, struct error *err)
{
    if (file == NULL || strcmp(file, "-") == 0)
        return true;
    struct output_target *target = &g_array_index(output->targets, struct output_target, 0);
    if (output->targets->len != 1 || target->path != NULL)
        return error_set(err, "-o goes with one format that has no file of its own");
    target->path = file;
    return true;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    struct output output;
    struct loaded loaded = {0};
    struct pipeline *pipeline = analysis_open(&given->place, STORE_READ, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    enum status status = STATUS_CLEAN;
    if (given->runs) {
        status = list_runs(pipeline);
    } else if (!output_init(&output, &given->output, pipeline->project->config, &err)) {
        status = command_fail(&err);
    } else {
        bool is_good = redirect(&output, given->file, &err) && load(pipeline, given, &output, &loaded, &err);
        status = is_good ? show(pipeline, given, &output, &loaded) : command_fail(&err);
        output_release(&output);
    }
    results_free(loaded.results);
    g_clear_pointer(&loaded.units, g_ptr_array_unref);
    g_clear_pointer(&loaded.runs, g_ptr_array_unref);
    pipeline_free(pipeline);
    return status;
}

const struct command command_report = {
    .name = "report",
    .brief = "report the findings in the database, without analysis",
    .synopsis = "[--format=F[:FILE]] [-o FILE]",
    .details = "What the last run (or another one, --run) found, in any format. 'linger report --format=html -o report.html' "
               "makes a page "
               "to look at.",
    .options = options,
    .options_size = sizeof(struct options),
    .run = run,
};
