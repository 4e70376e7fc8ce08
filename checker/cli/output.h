/* output.h: which findings are shown, in which formats, and what that means for the exit status. */
#ifndef LINGER_CLI_OUTPUT_H
#define LINGER_CLI_OUTPUT_H

#include "cli/command.h"
#include "cli/term.h"
#include "emit/emit.h"
#include "pipeline_change.h"
#include "project/config.h"
#include "store/store.h"

struct output_options {
    GPtrArray *formats, *rules;
    const char *min_confidence, *fail_on, *color;
    bool exit_zero;
};

extern const char *const confidence_choices[]; /* low, medium, high, NULL */
const char *const *format_choices(void);       /* names of the emitters */

#define OUTPUT_OPTIONS(type, member)                                                                                             \
    {.name = "format",                                                                                                           \
     .kind = OPTION_LIST,                                                                                                        \
     .value = "F[:FILE]",                                                                                                        \
     .offset = offsetof(type, member.formats),                                                                                   \
     .help = "text (default), json, sarif, github, gitlab, checkstyle, html; to FILE instead of the output; may repeat"},        \
        {.name = "rule",                                                                                                         \
         .kind = OPTION_LIST,                                                                                                    \
         .value = "ID",                                                                                                          \
         .offset = offsetof(type, member.rules),                                                                                 \
         .help = "only findings of this rule; may repeat"},                                                                      \
        {.name = "min-confidence",                                                                                               \
         .kind = OPTION_CHOICE,                                                                                                  \
         .value = "CONFIDENCE",                                                                                                  \
         .choices = confidence_choices,                                                                                          \
         .offset = offsetof(type, member.min_confidence),                                                                        \
         .help = "show findings from low, medium (default) or high on"},                                                         \
        {.name = "fail-on",                                                                                                      \
         .kind = OPTION_CHOICE,                                                                                                  \
         .value = "CONFIDENCE",                                                                                                  \
         .choices = confidence_choices,                                                                                          \
         .offset = offsetof(type, member.fail_on),                                                                               \
         .help = "only findings of this confidence or more give exit status 1"},                                                 \
        {.name = "exit-zero",                                                                                                    \
         .kind = OPTION_FLAG,                                                                                                    \
         .offset = offsetof(type, member.exit_zero),                                                                             \
         .help = "exit with 0 in spite of findings"},                                                                            \
    {                                                                                                                            \
        .name = "color", .kind = OPTION_CHOICE, .value = "WHEN", .choices = color_modes, .offset = offsetof(type, member.color), \
        .help = "auto (default), always or never"                                                                                \
    }

/* One --format: an emitter and where its bytes go. */
struct output_target {
    const struct emitter *emitter;
    const char *path; /* NULL: standard output */
};

struct output {
    const struct output_options *options;
    GArray *targets; /* struct output_target */
    enum confidence minimum, fail_on;
};

/* Checks the options before the work begins; the configuration says what they leave open. */
bool output_init(struct output *output, const struct output_options *options, const struct config *config, struct error *err);
void output_release(struct output *output);

/* The sentence for a rule that does not exist. Always false. */
bool unknown_rule(const char *id, struct error *err);

/* What is shown. */
struct output_input {
    const struct results *results;
    bool is_complete;   /* also suppressed and triaged findings, whatever the format */
    GHashTable *hidden; /* struct finding *: not to be shown; or NULL */
    const struct failed_unit *failed;
    uint32_t failed_count, units;
    const char *root, *revision;
    GPtrArray *runs; /* struct run_row *, oldest first, the last is the one reported; or NULL */
    const char *libclang;
    const struct snapshot *snapshot; /* texts to show in place of files, or NULL */
};

struct output_counts {
    uint32_t shown, failing, fresh; /* fresh: new or reopened among the shown */
};

/* Writes all targets. False and a sentence when one cannot be written. */
bool output_write(const struct output *output, const struct output_input *input, struct output_counts *counts, struct error *err);

#endif
