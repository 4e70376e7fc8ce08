#include "cli/help.h"

enum { WIDTH = 100, COLUMN = 30 };

const char exit_status_text[] =
    "0: nothing found. 1: findings. 2: linger was called wrongly or could not do all of its work; 2 wins over 1.";

void append_wrapped(GString *out, const char *text, unsigned indent, unsigned width)
{
    char **paragraphs = g_strsplit(text, "\n", -1);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        char **words = g_strsplit(*paragraph, " ", -1);
        unsigned column = 0;
        for (char **word = words; *word != NULL; word++) {
            unsigned length = (unsigned)g_utf8_strlen(*word, -1);
            if (column > 0 && column + 1 + length > width) {
                g_string_append_c(out, '\n');
                column = 0;
            }
            if (column == 0) {
                g_string_append_printf(out, "%*s", (int)indent, "");
                column = indent;
            } else {
                g_string_append_c(out, ' ');
                column++;
            }
            g_string_append(out, *word);
            column += length;
        }
        g_string_append_c(out, '\n');
        g_strfreev(words);
    }
    g_strfreev(paragraphs);
}

static void append_usage(GString *out, const struct command *command)
{
    g_string_append_printf(out, "Usage: linger %s%s%s\n", command->name, *command->synopsis != '\0' ? " " : "",
                           command->synopsis);
}

static void append_row(GString *out, const char *title, const char *help)
{
    GString *text = g_string_new(NULL);
    append_wrapped(text, help, COLUMN, WIDTH);
    unsigned length = (unsigned)strlen(title) + 4;
    if (length >= COLUMN)
        g_string_append_printf(out, "  %s\n%s", title, text->str);
    else
        g_string_append_printf(out, "  %s%*s%s", title, (int)(COLUMN - length + 2), "", text->str + COLUMN);
    g_string_free(text, TRUE);
}

static void append_options(GString *out, const struct command *command)
{
    g_string_append(out, "\nOptions:\n");
    for (const struct option *option = command->options; !option_is_end(option); option++) {
        char *title = option_title(option);
        append_row(out, title, option->help);
        g_free(title);
    }
    append_row(out, "-h, --help", "this text");
}

static enum status put(GString *text)
{
    fputs(text->str, stdout);
    g_string_free(text, TRUE);
    return STATUS_CLEAN;
}

enum status help_short(const struct command *command)
{
    GString *out = g_string_new(NULL);
    append_usage(out, command);
    append_wrapped(out, command->brief, 2, WIDTH);
    append_options(out, command);
    return put(out);
}

enum status help_full(const struct command *command)
{
    GString *out = g_string_new(NULL);
    append_usage(out, command);
    append_wrapped(out, command->brief, 2, WIDTH);
    g_string_append_c(out, '\n');
    append_wrapped(out, command->details, 0, WIDTH);
    append_options(out, command);
    g_string_append(out, "\nExit status:\n");
    append_wrapped(out, exit_status_text, 2, WIDTH);
    return put(out);
}

void help_overview(FILE *file)
{
    GString *out =
        g_string_new("Usage: linger COMMAND [OPTIONS]\n"
                     "  finds what stays reachable for ever in C and C++ programs: registrations never removed, loggers per\n"
                     "  object, owning cycles\n\nCommands:\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++)
        g_string_append_printf(out, "  %-10s %s\n", (*command)->name, (*command)->brief);
    g_string_append(out, "\n'linger COMMAND -h' lists a command's options, 'linger help COMMAND' says all about it.\n"
                         "To begin: run 'linger check' where compile_commands.json is.\n");
    fputs(out->str, file);
    g_string_free(out, TRUE);
}
