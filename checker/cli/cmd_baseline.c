/* cmd_baseline.c: findings and what people said about them, as text that git can merge. */
#include "cli/analysis.h"
#include "cli/files.h"

struct options {
    struct place_options place;
};

static const struct option options[] = {
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static const char *const actions[] = {"write", "apply", NULL};

static bool write_file(struct store *store, const char *path, struct error *err)
{
    GString *text = store_write_baseline(store, err);
    if (text == NULL)
        return false;
    bool is_good = file_write(path, text->str, text->len, "the baseline", err);
    g_string_free(text, TRUE);
    return is_good;
}

static bool apply_file(struct store *store, const char *path, struct error *err)
{
    char *text;
    gsize length;
    GError *problem = NULL;
    if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path, &text, &length, &problem)) {
        error_set(err, "the baseline cannot be read: %s", problem->message);
        g_error_free(problem);
        return false;
    }
    struct baseline_counts counts;
    bool is_good = store_apply_baseline(store, path, text, length, &counts, err);
    if (is_good)
        fprintf(stderr, "linger: %u findings in '%s': %u taken over, %u known better here\n", counts.lines, path, counts.applied,
                counts.older);
    g_free(text);
    return is_good;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    const char *action = invocation->words[0];
    bool is_write = strcmp(action, "write") == 0;
    if (!is_write && strcmp(action, "apply") != 0) {
        error_set(&err, "'%s' is nothing one can do with a baseline; linger baseline write FILE, or apply FILE", action);
        return command_fail(&err);
    }
    struct pipeline *pipeline = analysis_open(&given->place, is_write ? STORE_READ : STORE_WRITE, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    bool is_good = is_write ? write_file(pipeline->store, invocation->words[1], &err)
                            : apply_file(pipeline->store, invocation->words[1], &err);
    pipeline_free(pipeline);
    return is_good ? STATUS_CLEAN : command_fail(&err);
}

const struct command command_baseline = {
    .name = "baseline",
    .brief = "write findings and triage to a text file, or take triage over from one",
    .synopsis = "write|apply FILE",
    .details = "write: every finding of the last run and every word of triage, a line each, sorted, without line numbers: made "
               "to be kept "
               "in git and to merge. 'linger check --baseline=FILE' then reports only what is not in it.\n"
               "apply: takes over what others said; of two words about one finding the later wins.\n"
               "- is the standard output or input.",
    .options = options,
    .options_size = sizeof(struct options),
    .min_words = 2,
    .max_words = 2,
    .choices = actions,
    .run = run,
};
