/* command.c: the table of commands, and the way from argv to one of them. */
#include "cli/command.h"

#include <errno.h>
#include <signal.h>

#include "cli/help.h"

#define COMMAND(name) extern const struct command command_##name;
#include "cli/commands.def"
#undef COMMAND

static const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cli/commands.def"
#undef COMMAND
    NULL,
};

const struct command *const *commands_all(void)
{
    return commands;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* --- the nearest spelling -------------------------------------------------------------------------------------------- */

enum { MAX_NAME = 40 };

/* Damerau and Levenshtein's distance: insertions, deletions, changes and swaps of neighbours. */
static unsigned distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    unsigned rows[MAX_NAME + 1][MAX_NAME + 1];
    if (n > MAX_NAME || m > MAX_NAME)
        return MAX_NAME;
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = (unsigned)(i + j);
                continue;
            }
            unsigned changed = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            rows[i][j] = MIN(changed, MIN(rows[i - 1][j], rows[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = MIN(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    return rows[n][m];
}

const char *nearest_name(const char *typed, const char *const *names)
{
    const char *best = NULL;
    unsigned least = MAX((unsigned)strlen(typed) / 3, 1u) + 1;
    for (; *names != NULL; names++) {
        bool is_prefix = strlen(typed) >= 3 && g_str_has_prefix(*names, typed);
        unsigned far = is_prefix ? 0 : distance(typed, *names);
        if (far < least) {
            least = far;
            best = *names;
        }
    }
    return best;
}

/* --- running --------------------------------------------------------------------------------------------------------- */

enum status command_fail(struct error *err)
{
    fprintf(stderr, "linger: %s\n", err->message != NULL ? err->message : "it failed and does not know why; please report this");
    error_release(err);
    return STATUS_FAILED;
}

enum status command_unknown(const char *typed)
{
    const char *names[G_N_ELEMENTS(commands)];
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        names[i] = commands[i] != NULL ? commands[i]->name : NULL;
    const char *near = nearest_name(typed, names);
    if (near != NULL)
        fprintf(stderr, "linger: there is no command '%s'; did you mean 'linger %s'?\n", typed, near);
    else
        fprintf(stderr, "linger: there is no command '%s'; 'linger help' lists them\n", typed);
    return STATUS_FAILED;
}

static enum status run_command(const struct command *command, char **argv)
{
    struct invocation invocation;
    struct error err = {0};
    enum status status;
    if (!options_parse(command, argv, &invocation, &err))
        status = command_fail(&err);
    else if (invocation.wants_help)
        status = help_short(command);
    else
        status = command->run(&invocation);
    invocation_release(&invocation);
    return status;
}

/* Findings that could not be written are not delivered: a full disk is no success. A reader that went away is none of our
 * business: SIGPIPE ends us, as it ends cat. */
static enum status flush_output(enum status status)
{
    bool is_good = fflush(stdout) == 0 && !ferror(stdout);
    if (is_good || status == STATUS_FAILED)
        return status;
    fprintf(stderr, "linger: the output could not be written: %s\n", g_strerror(errno));
    return STATUS_FAILED;
}

int cli_main(int argc, char **argv)
{
    static char *no_words[] = {NULL};
    signal(SIGPIPE, SIG_DFL);
    if (argc < 2) {
        help_overview(stderr);
        return STATUS_FAILED;
    }
    const char *word = argv[1];
    if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
        return flush_output(run_command(command_find("help"), no_words));
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return flush_output(run_command(command_find("version"), no_words));
    if (word[0] == '-') {
        fprintf(stderr,
                "linger: the command comes first, before '%s': linger COMMAND [OPTIONS]; 'linger help' lists the commands\n",
                word);
        return STATUS_FAILED;
    }
    const struct command *command = command_find(word);
    return flush_output(command != NULL ? run_command(command, argv + 2) : command_unknown(word));
}
