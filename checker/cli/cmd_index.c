/* cmd_index.c: one unit -> one facts file; what a build engine distributes. */
#include "cli/analysis.h"
#include "cli/files.h"

struct options {
    struct place_options place;
    struct unit_options units;
    const char *output, *depfile;
    bool allow_partial;
};

static const struct option options[] = {
    {.letter = 'o',
     .kind = OPTION_FILE,
     .value = "FILE",
     .offset = offsetof(struct options, output),
     .help = "the facts file to write; - is the output"},
    {.name = "depfile",
     .kind = OPTION_FILE,
     .value = "FILE",
     .offset = offsetof(struct options, depfile),
     .help = "also write which files were read, for make and Ninja"},
    {.name = "allow-partial",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, allow_partial),
     .help = "a unit with errors is still written, and does not make the exit status 2"},
    UNIT_OPTIONS(struct options, units),
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static bool write_facts(const struct module *module, const char *path, struct error *err)
{
    GByteArray *bytes = module_to_bytes(module);
    bool is_good = file_write(path, bytes->data, bytes->len, "the facts file", err);
    g_byte_array_unref(bytes);
    return is_good;
}

static void append_escaped(GString *text, const char *path)
{
    for (; *path != '\0'; path++) {
        if (*path == '$')
            g_string_append_c(text, '$');
        else if (strchr(" #\\", *path) != NULL)
            g_string_append_c(text, '\\');
        g_string_append_c(text, *path);
    }
}

/* OUTPUT: FILE FILE ... with absolute names, as compilers write it. */
static bool write_depfile(const struct pipeline *pipeline, const struct module *module, const struct options *given,
                          struct error *err)
{
    GString *text = g_string_new(NULL);
    append_escaped(text, given->output);
    g_string_append_c(text, ':');
    for (uint32_t i = 0; i < module->dependency_count; i++) {
        g_autofree char *path = g_canonicalize_filename(module->dependencies[i].path, pipeline->project->root);
        g_string_append(text, " \\\n  ");
        append_escaped(text, path);
    }
    g_string_append_c(text, '\n');
    bool is_good = file_write(given->depfile, text->str, text->len, "the depfile", err);
    g_string_free(text, TRUE);
    return is_good;
}

static enum status finish(const struct pipeline *pipeline, const struct options *given, const char *unit)
{
    struct error err = {0};
    GArray *failed = analysis_failed(pipeline);
    bool is_incomplete = analysis_report_failed(pipeline, failed, &(struct failed_scope){0});
    bool is_failed = pipeline->index->failed->len > 0;
    g_array_unref(failed);
    if (is_failed)
        return STATUS_FAILED;
    if (pipeline->index->modules->len != 1) {
        error_set(&err, "'%s' stands for %u units; name one source file", unit, pipeline->index->modules->len);
        return command_fail(&err);
    }
    const struct module *module = pipeline->index->modules->pdata[0];
    if (!write_facts(module, given->output, &err) || (given->depfile != NULL && !write_depfile(pipeline, module, given, &err)))
        return command_fail(&err);
    return is_incomplete && !given->allow_partial ? STATUS_FAILED : STATUS_CLEAN;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    struct pipeline_request request = {.only_selected = true};
    if (given->output == NULL) {
        error_set(&err, "where should the facts go? linger index %s -o FILE", invocation->words[0]);
        return command_fail(&err);
    }
    analysis_request(&request, invocation, &given->place, &given->units);
    struct pipeline *pipeline = pipeline_run(&request, STAGE_INDEX, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    analysis_notes(pipeline, given->units.verbose);
    enum status status = finish(pipeline, given, invocation->words[0]);
    pipeline_free(pipeline);
    return status;
}

const struct command command_index = {
    .name = "index",
    .brief = "turn one unit into a facts file, for 'linger link'",
    .synopsis = "UNIT -o FILE [-p DIR] [-- FLAGS...]",
    .details = "Compiler-like: one source file in, one file out, nothing else read but what the source includes. A build engine "
               "that can "
               "spread compile steps over machines can spread this.",
    .options = options,
    .options_size = sizeof(struct options),
    .min_words = 1,
    .max_words = 1,
    .takes_flags = true,
    .run = run,
};
