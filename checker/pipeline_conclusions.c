#include "pipeline_conclusions.h"

#include "pipeline_config.h"

/* Under this key of the cache lie the conclusions about the last few programs. */
static const char cache_key[] = "conclusions";

/* --- units ----------------------------------------------------------------------------------------------------------------- */

/* The project's own files that a unit reads besides itself. In the project's arena. */
static const char *const *read_files(const struct pipeline *pipeline, const struct module *module)
{
    const char **files = arena_new_array(pipeline->project->arena, const char *, module->dependency_count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < module->dependency_count; i++)
        if (!module->dependencies[i].is_system && strcmp(module->dependencies[i].path, module->path) != 0)
            files[count++] = module->dependencies[i].path;
    return files;
}

static void count_source(struct conclusions *conclusions, const struct module *module)
{
    conclusions->functions += module->function_count;
    conclusions->lines += module->lines;
    conclusions->cursors += module->cursors_visited;
    for (uint32_t i = 0; i < module->unlowered_count; i++)
        conclusions->unlowered += module->unlowered[i].count;
}

void conclude_units(struct pipeline *pipeline)
{
    const GPtrArray *modules = pipeline->index->modules, *failed = pipeline->index->failed;
    struct conclusions *conclusions = &pipeline->conclusions;
    conclusions->units = arena_new_array(pipeline->project->arena, struct run_unit, modules->len + failed->len);
    for (guint i = 0; i < modules->len; i++) {
        const struct module *module = modules->pdata[i];
        conclusions->units[conclusions->unit_count++] =
            (struct run_unit){.path = module->path,
                              .status = module->status == MODULE_PARTIAL ? "partial" : "ok",
                              .problem = module->problem,
                              .files = read_files(pipeline, module)};
        count_source(conclusions, module);
    }
    for (guint i = 0; i < failed->len; i++) {
        const struct index_failure *failure = failed->pdata[i];
        conclusions->units[conclusions->unit_count++] =
            (struct run_unit){.path = failure->path, .status = "failed", .problem = failure->reason};
    }
}

/* --- remembered ------------------------------------------------------------------------------------------------------------ */

static void program_key(const struct pipeline *pipeline, bool is_whole, char key[33])
{
    struct hash facts = pipeline->index->key, configuration = configuration_hash(pipeline->project);
    struct hasher *hasher = hasher_new();
    hasher_add(hasher, &facts, sizeof facts);
    hasher_add(hasher, &configuration, sizeof configuration);
    hasher_add_number(hasher, models_hash(pipeline->models));
    hasher_add_number(hasher, is_whole);
    hasher_add_number(hasher, pipeline->rules == NULL);
    for (const char *const *rule = pipeline->rules; rule != NULL && *rule != NULL; rule++)
        hasher_add_text(hasher, *rule);
    hash_format(hasher_finish(hasher), key);
}

static bool is_of_program(const struct cache_entry *entry, void *key)
{
    return strcmp(entry->dependencies_key, key) == 0;
}

bool recall_conclusions(struct pipeline *pipeline, bool is_whole)
{
    struct cache *cache = pipeline->index->cache;
    struct cache_entry entry;
    char key[33];
    if (cache == NULL)
        return false;
    program_key(pipeline, is_whole, key);
    GBytes *bytes = cache_find(cache, cache_key, is_of_program, key, &entry) ? cache_read(cache, &entry) : NULL;
    if (bytes == NULL)
        return false;
    gsize size;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    bool is_good = conclusions_from_bytes(data, size, pipeline->strings, &pipeline->conclusions);
    g_bytes_unref(bytes);
    pipeline->results = pipeline->conclusions.results;
    return is_good;
}

void remember_conclusions(struct pipeline *pipeline, bool is_whole)
{
    struct cache *cache = pipeline->index->cache;
    char key[33];
    if (cache == NULL)
        return;
    program_key(pipeline, is_whole, key);
    GByteArray *bytes = conclusions_to_bytes(&pipeline->conclusions);
    struct error problem = {0};
    if (!cache_put(cache, cache_key, "", key, bytes->data, bytes->len, &problem) && pipeline->index->cache_problem == NULL)
        pipeline->index->cache_problem = g_strdup(problem.message);
    error_release(&problem);
    g_byte_array_unref(bytes);
}
