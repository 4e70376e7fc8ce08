/* pipeline_index.c: look up, lower what is missing, remember, decode.
 *
 * A unit's facts are kept under a key of all that was *given* (path, arguments, versions, the sources of the stages up to here)
 * together with a key over the contents of all files that were *read*, and over where everything that was *searched* would be
 * found now: a missing header that appears, or a new one that comes first, makes the unit stale. Not kept: what was read while it
 * changed. */
#include "pipeline_index.h"

#include "base/embed.h"
#include "base/hash.h"
#include "base/pool.h"
#include "pipeline_files.h"
#include "pipeline_search.h"
#include "store/store.h"

#include <sys/stat.h>

/* What a worker sends: this, the dependencies line by line, the module's bytes. */
struct answer {
    uint32_t is_cacheable;
    uint32_t dependency_bytes;
    double seconds;
};

/* One unit's way through the stage. */
struct job {
    const struct unit *unit;
    goffset size; /* of the unit's own file */
    char key[33];
    bool is_cached; /* as `entry` */
    struct cache_entry entry;
    struct hash facts_hash; /* of the module's bytes */
    struct module *module;  /* NULL: not read yet, or failed */
    char *failure;
};

struct indexing {
    const struct index_request *request;
    struct index_request kept; /* what `request` points to */
    struct index_result *result;
    struct cache *cache;
    struct file_keys *files;
    struct job *jobs; /* one for each unit */
    uint32_t *stale;  /* numbers of those that workers do */
    uint32_t stale_count, finished;
};

/* --- in a worker -------------------------------------------------------------------------------------------------------------
 */

/* False: a path cannot be written, or nothing was parsed. */
static bool list_dependencies(const struct module *module, const GArray *searches, GString *lines)
{
    bool is_good = module->status != MODULE_FAILED;
    bool has_main = false;
    for (uint32_t i = 0; i < module->dependency_count; i++) {
        const char *path = module->dependencies[i].path;
        is_good = is_good && strchr(path, '\n') == NULL && !line_is_search(path);
        has_main = has_main || strcmp(path, module->path) == 0;
        g_string_append_printf(lines, "%s\n", path);
    }
    if (!has_main)
        g_string_append_printf(lines, "%s\n", module->path);
    for (guint i = 0; i < searches->len; i++)
        is_good = search_to_line(&g_array_index(searches, struct header_search, i), lines) && is_good;
    return is_good;
}

static void work(uint32_t number, GByteArray *out, void *user)
{
    const struct indexing *indexing = user;
    const struct index_request *request = indexing->request;
    const struct unit *unit = indexing->jobs[indexing->stale[number]].unit;
    gint64 begin = g_get_monotonic_time();
    /* libclang would limp on after a crash; a fresh process is better. Nobody but libclang in this worker reads it. */
    g_setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", TRUE);
    struct frontend_input input = {.path = unit->path,
                                   .directory = unit->directory,
                                   .arguments = unit->arguments,
                                   .root = request->project->root,
                                   .target = unit->target,
                                   .unsaved = request->unsaved,
                                   .unsaved_count = request->unsaved_count,
                                   .searches = g_array_new(FALSE, FALSE, sizeof(struct header_search))};
    struct module *module = frontend_lower_unit(&input);
    GByteArray *bytes = module_to_bytes(module);
    GString *lines = g_string_new(NULL);
    struct answer answer = {.is_cacheable = list_dependencies(module, input.searches, lines)};
    answer.dependency_bytes = (uint32_t)lines->len;
    answer.seconds = (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
    g_byte_array_append(out, (const guint8 *)&answer, sizeof answer);
    g_byte_array_append(out, (const guint8 *)lines->str, (guint)lines->len);
    g_byte_array_append(out, bytes->data, bytes->len);
    g_byte_array_unref(bytes);
    g_string_free(lines, TRUE);
    g_array_unref(input.searches);
    module_free(module);
}

/* --- in our process ----------------------------------------------------------------------------------------------------------
 */

static void report_progress(struct indexing *indexing, const struct unit *unit)
{
    const struct index_request *request = indexing->request;
    indexing->finished++;
    if (request->progress != NULL)
        request->progress(indexing->finished, request->project->units->len, unit->display, request->user);
}

static void note_cache_problem(struct indexing *indexing, struct error *problem)
{
    if (indexing->result->cache_problem == NULL)
        indexing->result->cache_problem = g_strdup(problem->message);
    error_release(problem);
}

/* While other units are still being parsed. */
static void read_facts(struct indexing *indexing, struct job *job, const uint8_t *bytes, size_t size)
{
    gint64 begin = g_get_monotonic_time();
    struct error problem = {0};
    job->module = module_from_bytes(bytes, size, indexing->request->strings, &problem);
    if (job->module == NULL)
        job->failure = g_strdup(problem.message);
    else if (job->module->status == MODULE_FAILED)
        job->failure = g_strdup(job->module->problem);
    error_release(&problem);
    struct index_stats *stats = &indexing->result->stats;
    stats->bytes += size;
    stats->decode_seconds += (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
}

static void remember(struct indexing *indexing, const struct job *job, const char *dependencies, const uint8_t *facts,
                     size_t size)
{
    const char *const *arguments = job->unit->arguments;
    if (indexing->cache == NULL || !file_keys_are_settled(indexing->files, arguments, dependencies))
        return;
    char key[33];
    struct error problem = {0};
    file_keys_compute(indexing->files, arguments, dependencies, key);
    if (!cache_put(indexing->cache, job->key, dependencies, key, facts, size, &problem))
        note_cache_problem(indexing, &problem);
}

static void done(uint32_t number, const uint8_t *bytes, size_t size, const char *failure, void *user)
{
    struct indexing *indexing = user;
    struct job *job = &indexing->jobs[indexing->stale[number]];
    struct answer answer;
    if (failure == NULL && size >= sizeof answer) {
        memcpy(&answer, bytes, sizeof answer);
        size_t rest = size - sizeof answer;
        if (answer.dependency_bytes <= rest) {
            char *dependencies = g_strndup((const char *)bytes + sizeof answer, answer.dependency_bytes);
            const uint8_t *facts = bytes + sizeof answer + answer.dependency_bytes;
            rest -= answer.dependency_bytes;
            indexing->result->stats.worker_seconds += answer.seconds;
            job->facts_hash = hash_bytes(facts, rest);
            if (answer.is_cacheable)
                remember(indexing, job, dependencies, facts, rest);
            read_facts(indexing, job, facts, rest);
            g_free(dependencies);
        }
    }
    if (job->module == NULL && job->failure == NULL)
        job->failure = g_strdup_printf("indexing it %s", failure != NULL ? failure : "gave a garbled answer");
    report_progress(indexing, job->unit);
}

/* What every unit's key shares. */
static struct hash common_key(const struct project *project)
{
    struct hasher *hasher = hasher_new();
    hasher_add_text(hasher, LINGER_VERSION);
    hasher_add_text(hasher, facts_sources);
    hasher_add_text(hasher, frontend_libclang_version());
    hasher_add_number(hasher, IR_BYTES_VERSION);
    hasher_add_text(hasher, project->root);
    return hasher_finish(hasher);
}

static void unit_key(struct hash common, const struct unit *unit, char key[33])
{
    struct hasher *hasher = hasher_new();
    hasher_add_number(hasher, common.high);
    hasher_add_number(hasher, common.low);
    hasher_add_text(hasher, unit->path);
    hasher_add_text(hasher, unit->directory);
    hasher_add_text(hasher, unit->target);
    for (const char *const *argument = unit->arguments; *argument != NULL; argument++)
        hasher_add_text(hasher, *argument);
    hash_format(hasher_finish(hasher), key);
}

struct freshness {
    struct file_keys *files;
    const char *const *arguments;
};

static bool is_fresh(const struct cache_entry *entry, void *user)
{
    const struct freshness *freshness = user;
    char now[33];
    file_keys_compute(freshness->files, freshness->arguments, entry->dependencies, now);
    return strcmp(now, entry->dependencies_key) == 0;
}

static void look_up(struct indexing *indexing, struct job *job)
{
    struct freshness freshness = {indexing->files, job->unit->arguments};
    job->is_cached = indexing->cache != NULL && cache_find(indexing->cache, job->key, is_fresh, &freshness, &job->entry);
    if (!job->is_cached)
        return;
    job->facts_hash = job->entry.facts_hash;
    indexing->result->stats.cached++;
    report_progress(indexing, job->unit);
}

static void open_cache(struct indexing *indexing)
{
    if (indexing->request->cache_path == NULL)
        return;
    struct error problem = {0};
    indexing->cache = cache_open(indexing->request->cache_path, &problem);
    if (indexing->cache == NULL)
        note_cache_problem(indexing, &problem);
    indexing->result->cache = indexing->cache;
}

static void find_stale(struct indexing *indexing, struct hash common)
{
    const struct project *project = indexing->request->project;
    for (uint32_t i = 0; i < project->units->len; i++) {
        struct job *job = &indexing->jobs[i];
        job->unit = project->units->pdata[i];
        unit_key(common, job->unit, job->key);
        look_up(indexing, job);
        if (!job->is_cached)
            indexing->stale[indexing->stale_count++] = i;
    }
}

/* Large files first: else the last worker is still at one when the others have nothing left to do. */
static gint compare_sizes(gconstpointer a, gconstpointer b, gpointer user)
{
    const struct indexing *indexing = user;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    goffset left_size = indexing->jobs[left].size, right_size = indexing->jobs[right].size;
    if (left_size != right_size)
        return left_size > right_size ? -1 : 1;
    return left < right ? -1 : left > right;
}

static void sort_stale(struct indexing *indexing)
{
    struct stat info;
    for (uint32_t i = 0; i < indexing->stale_count; i++) {
        struct job *job = &indexing->jobs[indexing->stale[i]];
        job->size = stat(job->unit->path, &info) == 0 ? info.st_size : 0;
    }
    g_qsort_with_data(indexing->stale, (gint)indexing->stale_count, sizeof *indexing->stale, compare_sizes, indexing);
}

static bool lower_stale(struct indexing *indexing, struct error *err)
{
    const struct index_request *request = indexing->request;
    struct pool_jobs jobs = {.count = indexing->stale_count, .work = work, .done = done, .user = indexing};
    struct pool_options options = {
        .workers = request->workers > 0 ? request->workers : pool_processors(),
        .job_seconds = request->unit_seconds > 0 ? request->unit_seconds : INDEX_DEFAULT_SECONDS,
        .job_bytes = request->unit_bytes > 0 ? request->unit_bytes : (uint64_t)INDEX_DEFAULT_MEBIBYTES << 20,
    };
    sort_stale(indexing);
    indexing->result->stats.indexed += indexing->stale_count;
    return indexing->stale_count == 0 || pool_run(&jobs, &options, err);
}

/* --- the result --------------------------------------------------------------------------------------------------------------
 */

static void add_failure(struct index_result *result, struct intern *strings, const char *path, const char *reason)
{
    struct index_failure *failure = g_new0(struct index_failure, 1);
    failure->path = intern(strings, path);
    failure->reason = intern(strings, reason);
    g_ptr_array_add(result->failed, failure);
}

/* What the cache has; damaged entries are lowered again. */
static bool read_cached(struct indexing *indexing, struct error *err)
{
    indexing->stale_count = 0;
    for (uint32_t i = 0; i < indexing->request->project->units->len; i++) {
        struct job *job = &indexing->jobs[i];
        GBytes *facts = job->is_cached ? cache_read(indexing->cache, &job->entry) : NULL;
        gsize size;
        if (facts != NULL) {
            const uint8_t *bytes = g_bytes_get_data(facts, &size);
            read_facts(indexing, job, bytes, size);
            g_bytes_unref(facts);
        } else if (job->is_cached) {
            indexing->stale[indexing->stale_count++] = i;
            indexing->result->stats.cached--;
        }
    }
    return lower_stale(indexing, err);
}

static gint compare_failures(gconstpointer a, gconstpointer b)
{
    const struct index_failure *left = *(const struct index_failure *const *)a, *right = *(const struct index_failure *const *)b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : strcmp(left->reason, right->reason);
}

/* In the units' order, whatever order they finished in. */
static void collect(struct indexing *indexing)
{
    const struct project *project = indexing->request->project;
    struct index_result *result = indexing->result;
    for (uint32_t i = 0; i < project->units->len; i++) {
        struct job *job = &indexing->jobs[i];
        if (job->failure != NULL)
            add_failure(result, indexing->request->strings, job->unit->display, job->failure);
        else
            g_ptr_array_add(result->modules, g_steal_pointer(&job->module));
    }
    for (uint32_t i = 0; i < project->missing->len; i++) {
        const struct missing_unit *missing = project->missing->pdata[i];
        add_failure(result, indexing->request->strings, missing->path, missing->reason);
    }
    g_ptr_array_sort(result->failed, compare_failures);
}

/* Of all that the stages after this one are given, themselves among it. */
static struct hash program_key(const struct indexing *indexing, struct hash common)
{
    const struct project *project = indexing->request->project;
    char binary[33] = "";
    struct file_keys *own = file_keys_new("/", NULL, 0);
    file_keys_compute(own, NULL, "/proc/self/exe", binary);
    file_keys_free(own);
    struct hasher *hasher = hasher_new();
    hasher_add(hasher, &common, sizeof common);
    hasher_add_text(hasher, binary);
    for (uint32_t i = 0; i < project->units->len; i++) {
        const struct job *job = &indexing->jobs[i];
        hasher_add_text(hasher, job->unit->display);
        hasher_add_text(hasher, job->failure);
        hasher_add(hasher, &job->facts_hash, sizeof job->facts_hash);
    }
    for (uint32_t i = 0; i < project->missing->len; i++) {
        const struct missing_unit *missing = project->missing->pdata[i];
        hasher_add_text(hasher, missing->path);
        hasher_add_text(hasher, missing->reason);
    }
    return hasher_finish(hasher);
}

static void indexing_free(struct indexing *indexing)
{
    if (indexing == NULL)
        return;
    for (uint32_t i = 0; i < indexing->request->project->units->len; i++) {
        module_free(indexing->jobs[i].module);
        g_free(indexing->jobs[i].failure);
    }
    g_free(indexing->jobs);
    g_free(indexing->stale);
    file_keys_free(indexing->files);
    g_free(indexing);
}

static void free_module(void *module)
{
    module_free(module);
}

static struct indexing *indexing_new(const struct index_request *request)
{
    uint32_t count = request->project->units->len;
    struct index_result *result = g_new0(struct index_result, 1);
    result->modules = g_ptr_array_new_with_free_func(free_module);
    result->failed = g_ptr_array_new_with_free_func(g_free);
    result->stats.units = count;
    struct indexing *indexing = g_new0(struct indexing, 1);
    *indexing = (struct indexing){.kept = *request,
                                  .request = &indexing->kept,
                                  .result = result,
                                  .files = file_keys_new(request->project->root, request->unsaved, request->unsaved_count),
                                  .jobs = g_new0(struct job, count),
                                  .stale = g_new0(uint32_t, count)};
    result->pending = indexing;
    return indexing;
}

struct index_result *index_run(const struct index_request *request, struct error *err)
{
    gint64 begin = g_get_monotonic_time();
    struct indexing *indexing = indexing_new(request);
    struct index_result *result = indexing->result;
    struct hash common = common_key(request->project);
    open_cache(indexing);
    find_stale(indexing, common);
    if (!lower_stale(indexing, err)) {
        index_result_free(result);
        return NULL;
    }
    result->key = program_key(indexing, common);
    result->stats.seconds = (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
    return result;
}

bool index_load(struct index_result *result, struct error *err)
{
    gint64 begin = g_get_monotonic_time();
    if (result->pending == NULL)
        return true;
    if (!read_cached(result->pending, err))
        return false;
    collect(result->pending);
    g_clear_pointer(&result->pending, indexing_free);
    result->stats.seconds += (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
    return true;
}

void index_result_free(struct index_result *result)
{
    if (result == NULL)
        return;
    indexing_free(result->pending);
    cache_close(result->cache);
    g_ptr_array_unref(result->modules);
    g_ptr_array_unref(result->failed);
    g_free(result->cache_problem);
    g_free(result);
}
