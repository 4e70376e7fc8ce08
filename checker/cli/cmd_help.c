/* cmd_help.c: help on commands; the manual page and shell completions, which come from the same tables. */
#include "cli/help.h"

struct options {
    const char *completion;
    bool man;
};

static const char *const shells[] = {"bash", "zsh", "fish", NULL};

static const struct option options[] = {
    {.name = "man", .kind = OPTION_FLAG, .offset = offsetof(struct options, man), .help = "print the manual page, linger(1)"},
    {.name = "completion",
     .kind = OPTION_CHOICE,
     .value = "SHELL",
     .choices = shells,
     .offset = offsetof(struct options, completion),
     .help = "print completions for bash, zsh or fish"},
    OPTION_END,
};

static enum status put(GString *text)
{
    fputs(text->str, stdout);
    g_string_free(text, TRUE);
    return STATUS_CLEAN;
}

static enum status run(const struct invocation *invocation)
{
    const struct options *given = invocation->options;
    GString *out = g_string_new(NULL);
    if (given->man)
        manual_print(out);
    else if (given->completion != NULL)
        completion_print(out, given->completion);
    if (out->len > 0)
        return put(out);
    g_string_free(out, TRUE);
    if (invocation->word_count == 0) {
        help_overview(stdout);
        return STATUS_CLEAN;
    }
    const struct command *command = command_find(invocation->words[0]);
    return command != NULL ? help_full(command) : command_unknown(invocation->words[0]);
}

const struct command command_help = {
    .name = "help",
    .brief = "all about a command",
    .synopsis = "[COMMAND]",
    .details = "Without a command: the list of commands.\n"
               "\n"
               "To install completions: linger help --completion=bash > ~/.local/share/bash-completion/completions/linger, "
               "--completion=zsh > a folder of your fpath/_linger, --completion=fish > ~/.config/fish/completions/linger.fish.",
    .options = options,
    .options_size = sizeof(struct options),
    .max_words = 1,
    .run = run,
};
