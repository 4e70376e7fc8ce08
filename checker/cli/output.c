#include "cli/output.h"

#include <errno.h>

#include "base/embed.h"
#include "cli/sources.h"
#include "rule/rule.h"

const char *const confidence_choices[] = {"low", "medium", "high", NULL};

enum { MAX_EMITTERS = 32 };

const char *const *format_choices(void)
{
    static const char *names[MAX_EMITTERS];
    const struct emitter *const *all = emitters_all();
    for (size_t i = 0; all[i] != NULL && i < MAX_EMITTERS - 1; i++)
        names[i] = all[i]->name;
    return names;
}

/* --- options --------------------------------------------------------------------------------------------------------- */

static bool add_target(struct output *output, const char *text, struct error *err)
{
    const char *colon = strchr(text, ':');
    char *name = g_strndup(text, colon != NULL ? (size_t)(colon - text) : strlen(text));
    struct output_target target = {.emitter = emitter_find(name), .path = colon != NULL ? colon + 1 : NULL};
    if (target.path != NULL && strcmp(target.path, "-") == 0)
        target.path = NULL;
    bool is_good = true;
    if (target.emitter == NULL) {
        const char *near = nearest_name(name, format_choices());
        char *known = g_strjoinv(", ", (char **)format_choices());
        is_good = near != NULL ? error_set(err, "there is no format '%s'; did you mean --format=%s?", name, near)
                               : error_set(err, "there is no format '%s'; give one of: %s", name, known);
        g_free(known);
    } else if (target.path != NULL && *target.path == '\0') {
        is_good = error_set(err, "the file after '--format=%s:' is missing", name);
    }
    for (guint i = 0; is_good && target.path == NULL && i < output->targets->len; i++)
        if (g_array_index(output->targets, struct output_target, i).path == NULL)
            is_good = error_set(err, "two formats would be mixed on the output; give one a file: --format=%s:FILE", name);
    g_array_append_val(output->targets, target);
    g_free(name);
    return is_good;
}

static enum confidence confidence_of(const char *text, enum config_confidence configured, enum confidence otherwise)
{
    enum confidence confidence = otherwise;
    if (text != NULL)
        confidence_parse(text, &confidence);
    else if (configured != CONFIG_UNSET)
        confidence = (enum confidence)(configured - CONFIG_LOW);
    return confidence;
}

bool unknown_rule(const char *id, struct error *err)
{
    GPtrArray *names = g_ptr_array_new();
    for (const struct rule *const *rule = rules_all(); *rule != NULL; rule++)
        g_ptr_array_add(names, (gpointer)(*rule)->id);
    g_ptr_array_add(names, NULL);
    const char *near = nearest_name(id, (const char *const *)names->pdata);
    g_ptr_array_unref(names);
    return near != NULL ? error_set(err, "there is no rule '%s'; did you mean '%s'?", id, near)
                        : error_set(err, "there is no rule '%s'; 'linger rules' lists them", id);
}

bool output_init(struct output *output, const struct output_options *options, const struct config *config, struct error *err)
{
    *output = (struct output){.options = options, .targets = g_array_new(FALSE, FALSE, sizeof(struct output_target))};
    output->minimum = confidence_of(options->min_confidence, config->min_confidence, CONFIDENCE_MEDIUM);
    output->fail_on = confidence_of(options->fail_on, config->fail_on, CONFIDENCE_LOW);
    bool is_good = true;
    for (guint i = 0; is_good && options->formats != NULL && i + 1 < options->formats->len; i++)
        is_good = add_target(output, options->formats->pdata[i], err);
    for (guint i = 0; is_good && options->rules != NULL && i + 1 < options->rules->len; i++)
        is_good = rule_find(options->rules->pdata[i]) != NULL || unknown_rule(options->rules->pdata[i], err);
    if (is_good && options->formats == NULL)
        is_good = add_target(output, "text", err);
    if (!is_good)
        output_release(output);
    return is_good;
}

void output_release(struct output *output)
{
    g_array_unref(output->targets);
}

/* --- the report ------------------------------------------------------------------------------------------------------ */

static bool is_shown(const struct output *output, const struct output_input *input, struct finding *finding)
{
    const GPtrArray *rules = output->options->rules;
    if (finding->confidence < output->minimum || (input->hidden != NULL && g_hash_table_contains(input->hidden, finding)))
        return false;
    return rules == NULL || g_strv_contains((const char *const *)rules->pdata, finding->rule);
}

static GPtrArray *chosen(const struct output *output, const struct output_input *input, bool all)
{
    GPtrArray *findings = g_ptr_array_new();
    for (guint i = 0; i < input->results->findings->len; i++) {
        struct finding *finding = input->results->findings->pdata[i];
        if (is_shown(output, input, finding) && (all || finding_is_active(finding)))
            g_ptr_array_add(findings, finding);
    }
    return findings;
}

static GArray *rule_texts(void)
{
    GArray *texts = g_array_new(FALSE, FALSE, sizeof(struct rule_text));
    for (const struct rule *const *rule = rules_all(); *rule != NULL; rule++) {
        char *path = g_strdup_printf("%s.md", (*rule)->id);
        const struct embedded_file *page = embedded_find(embedded_rules, path);
        struct rule_text text = {.id = (*rule)->id, .brief = (*rule)->brief, .page = page != NULL ? page->data : NULL};
        g_array_append_val(texts, text);
        g_free(path);
    }
    return texts;
}

static GArray *report_runs(const GPtrArray *rows)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct report_run));
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const struct run_row *row = rows->pdata[i];
        struct report_run run = {.id = row->id,
                                 .when = row->when,
                                 .revision = row->revision,
                                 .total = row->total,
                                 .fresh = row->fresh,
                                 .fixed = row->fixed};
        memcpy(run.by_confidence, row->by_confidence, sizeof run.by_confidence);
        g_array_append_val(runs, run);
    }
    return runs;
}

static bool write_bytes(const char *path, const GString *bytes, struct error *err)
{
    FILE *file = path != NULL ? fopen(path, "w") : stdout;
    if (file == NULL)
        return error_set(err, "'%s' cannot be written: %s", path, g_strerror(errno));
    bool is_good = fwrite(bytes->str, 1, bytes->len, file) == bytes->len && fflush(file) == 0;
    int why = errno;
    if (path != NULL)
        is_good = fclose(file) == 0 && is_good;
    return is_good || error_set(err, "%s could not be written: %s", path != NULL ? path : "the output", g_strerror(why));
}

static bool write_target(const struct output *output, const struct output_target *target, struct report *report,
                         const struct output_input *input, struct error *err)
{
    GPtrArray *findings = chosen(output, input, target->emitter->wants_all || input->is_complete);
    report->findings = (const struct finding *const *)findings->pdata;
    report->finding_count = findings->len;
    report->color = target->path == NULL && term_wants_color(output->options->color, stdout);
    GString *bytes = g_string_new(NULL);
    bool is_good = target->emitter->emit(report, bytes, err) && write_bytes(target->path, bytes, err);
    g_string_free(bytes, TRUE);
    g_ptr_array_unref(findings);
    return is_good;
}

static void count(const struct output *output, const struct output_input *input, struct output_counts *counts)
{
    GPtrArray *findings = chosen(output, input, false);
    *counts = (struct output_counts){.shown = findings->len};
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = findings->pdata[i];
        counts->failing += finding->confidence >= output->fail_on;
        counts->fresh += finding->state == STATE_NEW || finding->state == STATE_REOPENED;
    }
    g_ptr_array_unref(findings);
}

static struct sources *open_sources(const struct output_input *input)
{
    struct sources *sources = sources_new(input->root);
    for (guint i = 0; input->snapshot != NULL && i < input->snapshot->unsaved->len; i++) {
        const struct unsaved_file *file = &g_array_index(input->snapshot->unsaved, struct unsaved_file, i);
        sources_override(sources, file->path, file->text, file->length);
    }
    return sources;
}

bool output_write(const struct output *output, const struct output_input *input, struct output_counts *counts, struct error *err)
{
    GArray *rules = rule_texts(), *runs = report_runs(input->runs);
    struct sources *sources = open_sources(input);
    struct report report = {.failed = input->failed,
                            .failed_count = input->failed_count,
                            .rules = (const struct rule_text *)(void *)rules->data,
                            .rule_count = rules->len,
                            .runs = (const struct report_run *)(void *)runs->data,
                            .run_count = runs->len,
                            .version = LINGER_VERSION,
                            .libclang = input->libclang,
                            .root = input->root,
                            .revision = input->revision,
                            .units = input->units,
                            .source = sources_text,
                            .source_user = sources};
    bool is_good = true;
    for (guint i = 0; is_good && i < output->targets->len; i++)
        is_good = write_target(output, &g_array_index(output->targets, struct output_target, i), &report, input, err);
    count(output, input, counts);
    sources_free(sources);
    g_array_unref(rules);
    g_array_unref(runs);
    return is_good;
}
