/* command.h: a subcommand is one file, cmd_<name>.c, ending in a `struct command`, listed in commands.def. */
#ifndef LINGER_CLI_COMMAND_H
#define LINGER_CLI_COMMAND_H

#include "cli/options.h"

/* Exit statuses: 2 wins over 1. */
enum status { STATUS_CLEAN = 0, STATUS_FINDINGS = 1, STATUS_FAILED = 2 };

enum { ANY_NUMBER = 1000000 };

struct command {
    const char *name;
    const char *brief;            /* one line for the list of commands */
    const char *synopsis;         /* after the name: "[-p DIR] [FILE...]" */
    const char *details;          /* for `linger help NAME` and the manual page: paragraphs, one line each */
    const struct option *options; /* ended by OPTION_END */
    size_t options_size;          /* of the struct that their offsets point into */
    unsigned min_words, max_words;
    bool takes_flags;           /* FLAGS after "--" */
    const char *const *choices; /* of the first word, for completion; or NULL */
    enum status (*run)(const struct invocation *invocation);
};

const struct command *const *commands_all(void);      /* order of commands.def; NULL-terminated */
const struct command *command_find(const char *name); /* or NULL */

/* The member of `names` (NULL-terminated) nearest to what was typed, or NULL when none is near. */
const char *nearest_name(const char *typed, const char *const *names);

/* A sentence on stderr, and STATUS_FAILED. Releases the error. */
enum status command_fail(struct error *err);

/* The sentence for a command that does not exist, and STATUS_FAILED. */
enum status command_unknown(const char *typed);

/* The program: finds the command, runs it. */
int cli_main(int argc, char **argv);

#endif
