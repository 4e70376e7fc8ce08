/* cmd_models.c: which libraries linger knows, and what it believes about their functions. */
#include "cli/analysis.h"
#include "pipeline_config.h"

struct options {
    struct place_options place;
    GPtrArray *check;
};

static const struct option options[] = {
    {.name = "check",
     .kind = OPTION_LIST,
     .value = "FILE",
     .offset = offsetof(struct options, check),
     .help = "read a model file of your own and say what is wrong with it; may repeat"},
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static enum status check_files(const GPtrArray *files)
{
    enum status status = STATUS_CLEAN;
    struct error err = {0};
    for (guint i = 0; i + 1 < files->len; i++)
        if (!models_check_file(files->pdata[i], &err))
            status = command_fail(&err);
    return status;
}

static void print_libraries(const struct models *models)
{
    for (const char *const *library = models_libraries(models); *library != NULL; library++) {
        GPtrArray *entries = models_of_library(models, *library);
        const char *about = models_library_about(models, *library);
        printf("%-20s %4u  %s\n", *library, entries->len, about != NULL ? about : "");
        g_ptr_array_unref(entries);
    }
}

static void append_slot(GString *out, const char *label, const struct slot *slot)
{
    if (slot->kind == SLOT_NONE)
        return;
    g_string_append_printf(out, " %s=%s%s", label, slot->dereference ? "*" : "", slot->address_of ? "&" : "");
    switch (slot->kind) {
    case SLOT_NONE:
        break;
    case SLOT_THIS:
        g_string_append(out, "this");
        break;
    case SLOT_ARG:
        g_string_append_printf(out, "arg%u%s%s", slot->index, slot->field != NULL ? "->" : "", slot->field != NULL ? slot->field : "");
        break;
    case SLOT_ARGS_FROM:
        g_string_append_printf(out, "args%u", slot->index);
        break;
    case SLOT_RESULT:
        g_string_append(out, "result");
        break;
    case SLOT_GLOBAL:
        g_string_append_printf(out, "global:%s", slot->global);
        break;
    }
}

static void append_effect(GString *out, const struct effect *effect)
{
    const char *label;
    const struct slot *slot;
    g_string_append_printf(out, "    %s", effect_name(effect->kind));
    for (unsigned i = 0; (slot = effect_slot(effect, i, &label)) != NULL; i++)
        append_slot(out, label, slot);
    if (effect->when_arg_text != NULL)
        g_string_append_printf(out, " when %s", effect->when_arg_text);
    g_string_append_c(out, '\n');
}

static void print_entries(const GPtrArray *entries)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < entries->len; i++) {
        const struct model *model = entries->pdata[i];
        g_string_append_printf(out, "%s%s\n", model->name, model->is_macro ? "  (macro)" : "");
        for (uint32_t k = 0; k < model->effect_count; k++)
            append_effect(out, &model->effects[k]);
    }
    fputs(out->str, stdout);
    g_string_free(out, TRUE);
}

static bool print_library(const struct models *models, const char *name, struct error *err)
{
    const char *const *libraries = models_libraries(models);
    if (!g_strv_contains(libraries, name)) {
        const char *near = nearest_name(name, libraries);
        return near != NULL ? error_set(err, "there are no models of '%s'; did you mean '%s'?", name, near)
                            : error_set(err, "there are no models of '%s'; 'linger models' lists the libraries", name);
    }
    GPtrArray *entries = models_of_library(models, name);
    print_entries(entries);
    g_ptr_array_unref(entries);
    return true;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    if (given->check != NULL)
        return check_files(given->check);
    struct error err = {0};
    struct pipeline_request request = {.project = {.root = given->place.root}};
    struct pipeline *pipeline = pipeline_open(&request, &err);
    struct models *models = pipeline != NULL ? configured_models(pipeline->project, &err) : NULL;
    bool is_good = models != NULL;
    if (is_good && invocation->word_count == 0)
        print_libraries(models);
    for (unsigned i = 0; is_good && i < invocation->word_count; i++)
        is_good = print_library(models, invocation->words[i], &err);
    models_free(models);
    pipeline_free(pipeline);
    return is_good ? STATUS_CLEAN : command_fail(&err);
}

const struct command command_models = {
    .name = "models",
    .brief = "list the libraries linger knows, or what it knows of one; check model files",
    .synopsis = "[LIBRARY...] [--check=FILE]",
    .details =
        "Models say what functions of libraries mean: which one registers, which one removes, what ends an object. The built-in "
        "ones and those that .linger.yaml names are listed: library, number of entries, what it is. 'linger explain models' says "
        "how to write one.",
    .options = options,
    .options_size = sizeof(struct options),
    .max_words = ANY_NUMBER,
    .run = run,
};
