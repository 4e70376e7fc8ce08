/* help.h: everything said about the commands; all of it from their tables. */
#ifndef LINGER_CLI_HELP_H
#define LINGER_CLI_HELP_H

#include "cli/command.h"

void help_overview(FILE *out);
enum status help_short(const struct command *command); /* -h: one screen */
enum status help_full(const struct command *command);  /* help COMMAND */

/* completion.c: "bash", "zsh" or "fish". */
void completion_print(GString *out, const char *shell);

/* manual.c: linger.1 in man(7) macros. */
void manual_print(GString *out);

/* Breaks `text` into lines of at most `width` columns, each after `indent` blanks; a newline in the text stays one. */
void append_wrapped(GString *out, const char *text, unsigned indent, unsigned width);

/* How statuses are meant; for help and manual. */
extern const char exit_status_text[];

#endif
