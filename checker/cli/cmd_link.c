/* cmd_link.c: joins facts files that `linger index` wrote, wherever that was, and reports findings. */
#include "cli/check.h"

struct options {
    struct place_options place;
    struct check_options check;
    struct output_options output;
};

static const struct option options[] = {
    PLACE_OPTIONS(struct options, place),
    CHECK_OPTIONS(struct options, check),
    OUTPUT_OPTIONS(struct options, output),
    OPTION_END,
};

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct pipeline_request request = {.project = {.root = given->place.root, .without_units = true},
                                       .database = given->place.database,
                                       .facts = invocation->words,
                                       .arguments = invocation->arguments};
    return check_run(&request, &given->check, &given->output, false);
}

const struct command command_link = {
    .name = "link",
    .brief = "join facts files of 'linger index', report findings",
    .synopsis = "FILE...",
    .details =
        "The second half of 'linger check': 'linger index' turns one unit into a facts file, on any machine and in any order; "
        "'linger link' joins them and reports what it finds. Paths in the facts are relative to the project root, so both must "
        "have been told the same one.",
    .options = options,
    .options_size = sizeof(struct options),
    .min_words = 1,
    .max_words = ANY_NUMBER,
    .run = run,
};
