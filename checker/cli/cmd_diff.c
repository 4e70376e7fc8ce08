/* cmd_diff.c: two runs compared. */
#include "cli/analysis.h"

struct options {
    struct place_options place;
    bool all, exit_zero;
};

static const struct option options[] = {
    {.name = "all",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, all),
     .help = "also findings that were suppressed or put away as false or intentional"},
    {.name = "exit-zero",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct options, exit_zero),
     .help = "exit with 0 in spite of new findings"},
    PLACE_OPTIONS(struct options, place),
    OPTION_END,
};

static void print_side(char sign, const struct results *results)
{
    for (guint i = 0; i < results->findings->len; i++) {
        const struct finding *finding = results->findings->pdata[i];
        printf("%c %s:%u:%u: %s: %s [%s] %.12s\n", sign, finding->loc.file != NULL ? finding->loc.file : "<unknown>",
               finding->loc.line, finding->loc.column, confidence_name(finding->confidence), finding->message, finding->rule,
               finding->fingerprint);
    }
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    struct pipeline *pipeline = analysis_open(&given->place, STORE_READ, &err);
    if (pipeline == NULL)
        return command_fail(&err);
    int64_t from, to;
    const char *const *words = invocation->words;
    struct store_diff *diff = NULL;
    if (store_find_run(pipeline->store, words[0] != NULL ? words[0] : "last~1", &from, &err) &&
        store_find_run(pipeline->store, words[0] != NULL && words[1] != NULL ? words[1] : "last", &to, &err))
        diff = store_diff_runs(pipeline->store, from, to, given->all, &err);
    enum status status;
    if (diff == NULL) {
        status = command_fail(&err);
    } else {
        print_side('+', diff->added);
        print_side('-', diff->gone);
        fprintf(stderr, "linger: run %" PRId64 " to run %" PRId64 ": %u new, %u fixed, %" PRIu64 " unchanged\n", diff->from,
                diff->to, diff->added->findings->len, diff->gone->findings->len, diff->kept);
        status = diff->added->findings->len > 0 && !given->exit_zero ? STATUS_FINDINGS : STATUS_CLEAN;
    }
    store_diff_free(diff);
    pipeline_free(pipeline);
    return status;
}

const struct command command_diff = {
    .name = "diff",
    .brief = "compare the findings of two runs",
    .synopsis = "[A [B]]",
    .details = "Prints what B has and A has not (+), and what A has and B has not (-). A and B are runs: numbers, last, last~2, "
               "dates, git "
               "revisions; 'linger report --runs' lists them. Without B: the last one; without A: the one before the last.",
    .options = options,
    .options_size = sizeof(struct options),
    .max_words = 2,
    .run = run,
};
