/* check.h: a run and its report: what `check` and `link` share. */
#ifndef LINGER_CLI_CHECK_H
#define LINGER_CLI_CHECK_H

#include "cli/analysis.h"

struct check_options {
    const char *baseline, *changed;
    bool staged, allow_partial, stats, no_record;
};

/* Only for `check`: facts files say nothing about the texts they were made from. */
#define CHANGE_OPTIONS(type, member)                                                                                             \
    {.name = "changed",                                                                                                          \
     .kind = OPTION_OPTIONAL,                                                                                                    \
     .value = "REV",                                                                                                             \
     .fallback = "HEAD",                                                                                                         \
     .offset = offsetof(type, member.changed),                                                                                   \
     .help = "only findings that the change since REV (default HEAD) causes anywhere, or touches"},                              \
    {                                                                                                                            \
        .name = "staged", .kind = OPTION_FLAG, .offset = offsetof(type, member.staged),                                          \
        .help = "look at what is staged instead of the files; only findings that it causes or touches; writes no history"        \
    }

#define CHECK_OPTIONS(type, member)                                                                                              \
    {.name = "baseline",                                                                                                         \
     .kind = OPTION_TEXT,                                                                                                        \
     .value = "REF",                                                                                                             \
     .offset = offsetof(type, member.baseline),                                                                                  \
     .help = "only findings that are not in this baseline: a file, or an earlier run (number, last, date, git revision)"},       \
        {.name = "allow-partial",                                                                                                \
         .kind = OPTION_FLAG,                                                                                                    \
         .offset = offsetof(type, member.allow_partial),                                                                         \
         .help = "units that cannot be analysed are named, but do not make the exit status 2"},                                  \
        {.name = "no-record",                                                                                                    \
         .kind = OPTION_FLAG,                                                                                                    \
         .offset = offsetof(type, member.no_record),                                                                             \
         .help = "compare with the history, but write nothing to it (for hooks)"},                                               \
    {                                                                                                                            \
        .name = "stats", .kind = OPTION_FLAG, .offset = offsetof(type, member.stats), .help = "say where time and memory went"   \
    }

/* `request` says what to analyse; progress, snapshots and history are filled in here. */
enum status check_run(const struct pipeline_request *request, const struct check_options *options,
                      const struct output_options *output_options, bool is_verbose);

#endif
