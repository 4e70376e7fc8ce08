/* cmd_link.c: joins facts files that `linger index` wrote, wherever that was, and reports findings. */
#include "cli/check.h"
#include "project/response.h"

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

/* @FILE stands for the names in it: a large program's do not fit a command line. False: it cannot be read. */
static bool add_names(const char *word, GPtrArray *names, struct error *err)
{
    g_autofree char *text = NULL;
    GError *problem = NULL;
    if (word[0] != '@') {
        g_ptr_array_add(names, g_strdup(word));
        return true;
    }
    if (!g_file_get_contents(word + 1, &text, NULL, &problem)) {
        error_set(err, "the list of facts files cannot be read: %s", problem->message);
        g_error_free(problem);
        return false;
    }
    response_split(text, names);
    return true;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    struct error err = {0};
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *const *word = invocation->words; *word != NULL; word++)
        if (!add_names(*word, names, &err))
            return command_fail(&err);
    g_ptr_array_add(names, NULL);
    struct pipeline_request request = {.project = {.root = given->place.root, .without_units = true},
                                       .database = given->place.database,
                                       .facts = (const char *const *)names->pdata,
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
        "have been told the same one. @FILE stands for the names in FILE, separated by white space.",
    .options = options,
    .options_size = sizeof(struct options),
    .min_words = 1,
    .max_words = ANY_NUMBER,
    .run = run,
};
