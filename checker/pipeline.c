/* pipeline.c: THE ORDER OF STAGES. Read pipeline_run(), near the end, first. */
#include "pipeline.h"

#include "base/pool.h"

#include "pipeline_conclusions.h"
#include "pipeline_config.h"
#include "pipeline_git.h"
#include "project/config.h"
#include "rule/rule.h"

static const char *const stage_names[] = {[STAGE_LOAD] = "load",           [STAGE_INDEX] = "index", [STAGE_LINK] = "link",
                                          [STAGE_SUMMARIZE] = "summarize", [STAGE_RULES] = "rules", [STAGE_STORE] = "store"};

const char *stage_name(enum stage stage)
{
    return stage_names[stage];
}

/* Seconds since *begin, which moves on to now. */
static double lap(gint64 *begin)
{
    gint64 now = g_get_monotonic_time();
    double seconds = (double)(now - *begin) / G_USEC_PER_SEC;
    *begin = now;
    return seconds;
}

/* --- load ---------------------------------------------------------------------------------------------------------------- */

static bool load_project(struct pipeline *pipeline, const struct pipeline_request *request, struct error *err)
{
    pipeline->project = project_load(&request->project, err);
    if (pipeline->project == NULL)
        return false;
    pipeline->database = request->database != NULL ? g_strdup(request->database)
                                                   : g_build_filename(pipeline->project->root, ".linger", "linger.db", NULL);
    return true;
}

static bool load_models(struct pipeline *pipeline, struct error *err)
{
    pipeline->models = configured_models(pipeline->project, err);
    return pipeline->models != NULL;
}

static int path_kind(const char *path, void *project)
{
    return (int)project_path_kind(project, path);
}

static bool open_store(struct pipeline *pipeline, const struct pipeline_request *request, struct error *err)
{
    bool is_there = g_file_test(pipeline->database, G_FILE_TEST_EXISTS);
    if (request->without_history && !is_there)
        return true;
    pipeline->store = store_open(pipeline->database, request->without_history ? STORE_READ : STORE_WRITE, err);
    return pipeline->store != NULL;
}

/* --- index --------------------------------------------------------------------------------------------------------------- */

static void keep_selected(struct project *project)
{
    guint kept = 0;
    for (guint i = 0; i < project->units->len; i++)
        if (((const struct unit *)project->units->pdata[i])->is_selected)
            project->units->pdata[kept++] = project->units->pdata[i];
    g_ptr_array_set_size(project->units, (gint)kept);
}

/* Files that the snapshot lacks are no units in it. */
static void drop_absent(struct project *project, const struct snapshot *snapshot)
{
    guint kept = 0;
    for (guint i = 0; i < project->units->len; i++)
        if (!g_hash_table_contains(snapshot->absent, ((const struct unit *)project->units->pdata[i])->path))
            project->units->pdata[kept++] = project->units->pdata[i];
    g_ptr_array_set_size(project->units, (gint)kept);
}

static bool lower_units(struct pipeline *pipeline, const struct pipeline_request *request, struct error *err)
{
    const struct config *config = pipeline->project->config;
    if (request->only_selected)
        keep_selected(pipeline->project);
    if (request->snapshot != NULL)
        drop_absent(pipeline->project, request->snapshot);
    char *folder = g_path_get_dirname(pipeline->database);
    char *cache = g_build_filename(folder, "cache.db", NULL);
    const GArray *unsaved = request->snapshot != NULL ? request->snapshot->unsaved : NULL;
    bool is_cached = !request->only_selected && g_file_test(folder, G_FILE_TEST_IS_DIR); /* only `check` makes the folder */
    struct index_request index = {.project = pipeline->project,
                                  .strings = pipeline->strings,
                                  .cache_path = is_cached ? cache : NULL,
                                  .unsaved = unsaved != NULL ? (const struct unsaved_file *)(void *)unsaved->data : NULL,
                                  .unsaved_count = unsaved != NULL ? unsaved->len : 0,
                                  .workers = request->workers != 0 ? request->workers : config->jobs,
                                  .unit_seconds = config->unit_seconds,
                                  .unit_bytes = (uint64_t)config->unit_megabytes << 20,
                                  .progress = request->progress,
                                  .user = request->user};
    pipeline->index = index_run(&index, err);
    g_free(cache);
    g_free(folder);
    return pipeline->index != NULL;
}

static void free_module(void *module)
{
    module_free(module);
}

/* The work of index_run, done earlier and elsewhere. */
static bool read_facts(struct pipeline *pipeline, const char *const *paths, struct error *err)
{
    pipeline->index = g_new0(struct index_result, 1);
    pipeline->index->modules = g_ptr_array_new_with_free_func(free_module);
    pipeline->index->failed = g_ptr_array_new_with_free_func(g_free);
    for (; *paths != NULL; paths++) {
        char *bytes;
        gsize size;
        GError *problem = NULL;
        if (!g_file_get_contents(*paths, &bytes, &size, &problem)) {
            error_set(err, "the facts file cannot be read: %s", problem->message);
            g_error_free(problem);
            return false;
        }
        struct module *module = module_from_bytes((const uint8_t *)bytes, size, pipeline->strings, err);
        g_free(bytes);
        if (module == NULL) {
            error_prefix(err, "%s", *paths);
            return false;
        }
        pipeline->index->stats.units++;
        pipeline->index->stats.bytes += size;
        if (module->status != MODULE_FAILED) {
            g_ptr_array_add(pipeline->index->modules, module);
            continue;
        }
        struct index_failure *failure = g_new0(struct index_failure, 1);
        failure->path = intern(pipeline->strings, module->path);
        failure->reason = intern(pipeline->strings, module->problem);
        g_ptr_array_add(pipeline->index->failed, failure);
        module_free(module);
    }
    return true;
}

static bool index_units(struct pipeline *pipeline, const struct pipeline_request *request, struct error *err)
{
    return request->facts != NULL ? read_facts(pipeline, request->facts, err) : lower_units(pipeline, request, err);
}

static bool load_modules(struct pipeline *pipeline, struct error *err)
{
    if (!index_load(pipeline->index, err))
        return false;
    conclude_units(pipeline);
    return true;
}

/* --- store --------------------------------------------------------------------------------------------------------------- */

/* All of the program was looked at, in part at least. */
static bool is_whole(const struct pipeline_request *request)
{
    return request->project.flags == NULL && !request->only_selected;
}

static bool record(struct pipeline *pipeline, const struct pipeline_request *request, struct error *err)
{
    pipeline->revision = git_revision(pipeline->project->root);
    pipeline->is_dirty = pipeline->revision != NULL && git_is_dirty(pipeline->project->root);
    double seconds = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        seconds += pipeline->seconds[stage];
    struct run_record run = {.revision = pipeline->revision,
                             .is_dirty = pipeline->is_dirty,
                             .is_whole = is_whole(request),
                             .version = LINGER_VERSION,
                             .libclang = frontend_libclang_version(),
                             .seconds = seconds,
                             .arguments = request->arguments,
                             .units = pipeline->conclusions.units,
                             .unit_count = pipeline->conclusions.unit_count,
                             .results = pipeline->results};
    return pipeline->store == NULL || (request->without_history ? store_match_run(pipeline->store, &run, err)
                                                                : store_record_run(pipeline->store, &run, &pipeline->run, err));
}

/* --- the order of stages ------------------------------------------------------------------------------------------------- */

/* Everything that can be wrong with what we were given is found out here, before the long work. */
static bool load(struct pipeline *pipeline, const struct pipeline_request *request, enum stage last, struct error *err)
{
    bool reports = last >= STAGE_RULES && request->facts == NULL;
    return load_project(pipeline, request, err) && (!reports || project_has_own(pipeline->project, err)) &&
           configured_rules(pipeline->project, request->rules, &pipeline->rules, err) &&
           (last < STAGE_LINK || load_models(pipeline, err)) && (last < STAGE_STORE || open_store(pipeline, request, err));
}

static unsigned worker_count(const struct pipeline *pipeline, const struct pipeline_request *request)
{
    unsigned wanted = request->workers != 0 ? request->workers : pipeline->project->config->jobs;
    return wanted != 0 ? wanted : pool_processors();
}

static void link_program(struct pipeline *pipeline, const struct pipeline_request *request)
{
    struct program_options options = {
        .path_kind = path_kind, .user = pipeline->project, .threads = worker_count(pipeline, request)};
    pipeline->program = program_link((struct module *const *)pipeline->index->modules->pdata, pipeline->index->modules->len,
                                     pipeline->models, &options);
}

static bool is_incomplete(const struct pipeline *pipeline, const struct pipeline_request *request)
{
    bool is_incomplete = !is_whole(request);
    for (uint32_t i = 0; i < pipeline->conclusions.unit_count; i++)
        is_incomplete |= strcmp(pipeline->conclusions.units[i].status, "ok") != 0;
    return is_incomplete;
}

static void run_rules(struct pipeline *pipeline, const struct pipeline_request *request)
{
    pipeline->conclusions.results = pipeline->results = results_new();
    struct rules_request rules = {.only = pipeline->rules, .is_incomplete = is_incomplete(pipeline, request)};
    rules_run(pipeline->program, &rules, pipeline->results);
    configured_suppressions(pipeline->project, pipeline->results);
    remember_conclusions(pipeline, is_whole(request));
}

struct pipeline *pipeline_run(const struct pipeline_request *request, enum stage last, struct error *err)
{
    struct pipeline *pipeline = g_new0(struct pipeline, 1);
    pipeline->strings = intern_new();
    bool is_known = false; /* what the analysis would come to */
    gint64 begin = g_get_monotonic_time();
    for (enum stage stage = STAGE_LOAD; stage <= last; stage++) {
        bool is_good = true;
        switch (stage) {
        case STAGE_LOAD:
            is_good = load(pipeline, request, last, err);
            break;
        case STAGE_INDEX:
            is_good = index_units(pipeline, request, err);
            is_known = is_good && last >= STAGE_RULES && recall_conclusions(pipeline, is_whole(request));
            is_good = is_good && (is_known || load_modules(pipeline, err));
            break;
        case STAGE_LINK:
            if (!is_known)
                link_program(pipeline, request);
            break;
        case STAGE_SUMMARIZE:
            if (!is_known)
                program_summarize(pipeline->program);
            break;
        case STAGE_RULES:
            if (!is_known)
                run_rules(pipeline, request);
            break;
        case STAGE_STORE:
            record(pipeline, request, err);
            break; /* what was found is worth showing in any case */
        case STAGE_COUNT:
            break;
        }
        if (!is_good) {
            pipeline_free(pipeline);
            return NULL;
        }
        pipeline->seconds[stage] = lap(&begin);
    }
    return pipeline;
}

struct pipeline *pipeline_check(const struct pipeline_request *request, struct error *err)
{
    return pipeline_run(request, STAGE_STORE, err);
}

struct pipeline *pipeline_open(const struct pipeline_request *request, struct error *err)
{
    struct pipeline_request bare = *request;
    bare.project.without_units = true;
    return pipeline_run(&bare, STAGE_LOAD, err);
}

void pipeline_free(struct pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    results_free(pipeline->results);
    program_free(pipeline->program);
    index_result_free(pipeline->index);
    store_close(pipeline->store);
    models_free(pipeline->models);
    project_free(pipeline->project);
    intern_free(pipeline->strings);
    g_free(pipeline->database);
    g_free(pipeline->revision);
    g_free(pipeline);
}
