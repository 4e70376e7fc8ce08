#include "pipeline_config.h"

#include "project/config.h"
#include "project/pattern.h"
#include "rule/rule.h"

struct models *configured_models(const struct project *project, struct error *err)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < project->config->models_count; i++)
        g_ptr_array_add(files, g_canonicalize_filename(project->config->models[i], project->root));
    g_ptr_array_add(files, NULL);
    struct models *models = models_load((const char *const *)files->pdata, err);
    g_ptr_array_unref(files);
    return models;
}

static bool fits(const struct config_suppression *entry, const struct finding *finding)
{
    if (entry->rule != NULL && strcmp(entry->rule, finding->rule) != 0)
        return false;
    if (entry->path != NULL && (finding->loc.file == NULL || !pattern_fits(entry->path, finding->loc.file)))
        return false;
    return entry->symbol == NULL || (finding->function != NULL && g_pattern_match_simple(entry->symbol, finding->function)) ||
           (finding->subject != NULL && g_pattern_match_simple(entry->symbol, finding->subject));
}

void configured_suppressions(const struct project *project, struct results *results)
{
    const struct config *config = project->config;
    for (guint i = 0; i < results->findings->len; i++) {
        struct finding *finding = results->findings->pdata[i];
        for (unsigned k = 0; k < config->suppress_count && finding->suppressed == NULL; k++)
            if (fits(&config->suppress[k], finding))
                finding->suppressed = arena_strdup(results->arena, config->suppress[k].reason);
    }
}

bool configured_rules(const struct project *project, const char *const *asked, const char *const **rules, struct error *err)
{
    const char *const *chosen = asked;
    if (chosen == NULL && project->config->rules_count > 0) {
        char **copy = arena_new_array(project->arena, char *, project->config->rules_count + 1);
        memcpy(copy, project->config->rules, sizeof *copy * project->config->rules_count);
        chosen = (const char *const *)copy;
    }
    for (size_t i = 0; chosen != NULL && chosen[i] != NULL; i++)
        if (rule_find(chosen[i]) == NULL)
            return error_set(err, "there is no rule '%s'; `linger rules` lists them", chosen[i]);
    *rules = chosen;
    return true;
}

static void hash_list(struct hasher *hasher, char *const *texts, unsigned count)
{
    hasher_add_number(hasher, texts != NULL ? count + 1 : 0);
    for (unsigned i = 0; i < count; i++)
        hasher_add_text(hasher, texts[i]);
}

static void hash_suppressions(struct hasher *hasher, const struct config_suppression *entries, unsigned count)
{
    hasher_add_number(hasher, count);
    for (unsigned i = 0; i < count; i++)
        hash_list(hasher, (char *[]){entries[i].rule, entries[i].path, entries[i].symbol, entries[i].reason}, 4);
}

struct hash configuration_hash(const struct project *project)
{
    const struct config *config = project->config;
    struct hasher *hasher = hasher_new();
#define LIST(key, help) hash_list(hasher, config->key, config->key##_count);
#define NUMBER(key, help) hasher_add_number(hasher, config->key);
#define CONFIDENCE(key, help) hasher_add_number(hasher, config->key);
#define TEXT(key, help) hasher_add_text(hasher, config->key);
#define SUPPRESS(key, help) hash_suppressions(hasher, config->key, config->key##_count);
#include "project/config.def"
#undef LIST
#undef NUMBER
#undef CONFIDENCE
#undef TEXT
#undef SUPPRESS
    return hasher_finish(hasher);
}
