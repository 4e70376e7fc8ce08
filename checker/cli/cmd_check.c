/* cmd_check.c: index what changed, link, report findings. */
#include "cli/analysis.h"
#include "cli/check.h"

struct options {
    struct place_options place;
    struct unit_options units;
    struct check_options check;
    struct output_options output;
};

static const struct option options[] = {
    UNIT_OPTIONS(struct options, units),  PLACE_OPTIONS(struct options, place),   CHANGE_OPTIONS(struct options, check),
    CHECK_OPTIONS(struct options, check), OUTPUT_OPTIONS(struct options, output), OPTION_END,
};

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct pipeline_request request = {0};
    analysis_request(&request, invocation, &given->place, &given->units);
    return check_run(&request, &given->check, &given->output, given->units.verbose);
}

const struct command command_check = {
    .name = "check",
    .brief = "index what changed, link the whole program, report findings",
    .synopsis = "[-p DIR] [FILE...] [-- FLAGS...]",
    .details =
        "Reads compile_commands.json, looks at every unit whose text changed since the last run, joins the facts of all units to "
        "one "
        "program, and reports what stays reachable for ever. Findings go to the output, all else to the error output; both "
        "findings "
        "and history are kept in .linger/linger.db, whose views (current_findings, registrations, runs, ...) can be queried with "
        "sqlite3.\n"
        "\n"
        "FILE: only findings that have a step in these files or folders, or that are new since the last run because of them. The "
        "rest "
        "of the program is still taken into account. With FLAGS after -- the files are looked at alone, with these compiler "
        "flags, "
        "and no compile_commands.json is read.\n"
        "\n"
        "--changed, --staged: the program as it was before is put together from git's text of the changed files, and only what "
        "was not "
        "found there, or has a step on a changed line, is reported: a removal deleted in one file reports the registration in "
        "another.\n"
        "\n"
        "A unit that cannot be parsed does not stop the run: it is named at the end and the exit status is 2; --allow-partial "
        "forgives "
        "that.",
    .options = options,
    .options_size = sizeof(struct options),
    .max_words = ANY_NUMBER,
    .takes_flags = true,
    .run = run,
};
