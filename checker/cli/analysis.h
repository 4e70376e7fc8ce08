/* analysis.h: what the commands that analyse have in common: which units, how a run is told about, what it means. */
#ifndef LINGER_CLI_ANALYSIS_H
#define LINGER_CLI_ANALYSIS_H

#include "cli/output.h"
#include "pipeline.h"

struct place_options {
    const char *root, *database;
};

#define PLACE_OPTIONS(type, member)                                                                                              \
    {.name = "root",                                                                                                             \
     .kind = OPTION_FOLDER,                                                                                                      \
     .value = "DIR",                                                                                                             \
     .offset = offsetof(type, member.root),                                                                                      \
     .help = "project root (default: the nearest folder upwards with .linger.yaml, else with .git, else here)"},                 \
    {                                                                                                                            \
        .name = "db", .kind = OPTION_FILE, .value = "FILE", .offset = offsetof(type, member.database),                           \
        .help = "database (default: .linger/linger.db in the project root)"                                                      \
    }

struct unit_options {
    const char *build, *query_driver;
    unsigned workers;
    bool all_configs, verbose;
};

#define UNIT_OPTIONS(type, member)                                                                                               \
    {.letter = 'p',                                                                                                              \
     .kind = OPTION_FOLDER,                                                                                                      \
     .value = "DIR",                                                                                                             \
     .offset = offsetof(type, member.build),                                                                                     \
     .help = "directory of compile_commands.json (default: looked for here, in build/, in parents)"},                            \
        {.letter = 'j',                                                                                                          \
         .kind = OPTION_NUMBER,                                                                                                  \
         .value = "N",                                                                                                           \
         .offset = offsetof(type, member.workers),                                                                               \
         .help = "worker processes (default: one for each processor)"},                                                          \
        {.name = "all-configs",                                                                                                  \
         .kind = OPTION_FLAG,                                                                                                    \
         .offset = offsetof(type, member.all_configs),                                                                           \
         .help = "every variant of a file that the compile commands hold, not only the first"},                                  \
        {.name = "query-driver",                                                                                                 \
         .kind = OPTION_TEXT,                                                                                                    \
         .value = "PATTERN",                                                                                                     \
         .offset = offsetof(type, member.query_driver),                                                                          \
         .help = "compilers outside the system's folders that may be run and asked for their include paths"},                    \
    {                                                                                                                            \
        .name = "verbose", .letter = 'v', .kind = OPTION_FLAG, .offset = offsetof(type, member.verbose),                         \
        .help = "say what was dropped from compile commands and merged"                                                          \
    }

/* Fills the request from the options and the words. */
void analysis_request(struct pipeline_request *request, const struct invocation *invocation, const struct place_options *place,
                      const struct unit_options *units);

/* Notes of loading on stderr. */
void analysis_notes(const struct pipeline *pipeline, bool is_verbose);

/* Units that failed or are partial, from a run: struct failed_unit, by path; strings borrowed from the run. */
GArray *analysis_failed(const struct pipeline *pipeline);

/* Which of the units that failed count: all; those that were named; those that did not fail `before` the change already. */
struct failed_scope {
    bool selected_only;
    const struct pipeline *before; /* or NULL */
};

/* Says on stderr which units could not be analysed; those that do not count are only mentioned. Returns whether any counts, or
 * the compile commands leave the facts in doubt. */
bool analysis_report_failed(const struct pipeline *pipeline, const GArray *failed, const struct failed_scope *scope);

/* --stats: per stage seconds, units, functions, bytes, cache. */
void analysis_stats(const struct pipeline *pipeline);

/* Root, configuration and database of a command that reads it; NULL and a sentence. */
struct pipeline *analysis_open(const struct place_options *place, enum store_mode mode, struct error *err);

/* A path as typed, relative to the project root as the database has it; g_free. */
char *analysis_stored_path(const struct project *project, const char *path);

#endif
