/* manual.c: linger(1), printed from the commands' tables. */
#include "cli/help.h"

/* Text for troff: backslashes, hyphens that are to stay hyphens, and dots or quotes that would begin a request. */
static void append_roff(GString *out, const char *text)
{
    bool is_start = true;
    for (; *text != '\0'; text++) {
        if (is_start && (*text == '.' || *text == '\''))
            g_string_append(out, "\\&");
        is_start = *text == '\n';
        if (*text == '\\')
            g_string_append(out, "\\e");
        else if (*text == '-')
            g_string_append(out, "\\-");
        else
            g_string_append_c(out, *text);
    }
}

static void append_paragraphs(GString *out, const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0') {
            g_string_append(out, ".PP\n");
            continue;
        }
        append_roff(out, *line);
        g_string_append_c(out, '\n');
    }
    g_strfreev(lines);
}

static void append_option(GString *out, const struct option *option)
{
    char *title = option_title(option);
    g_string_append(out, ".TP\n\\fB");
    append_roff(out, title);
    g_string_append(out, "\\fR\n");
    append_roff(out, option->help);
    g_string_append_c(out, '\n');
    g_free(title);
}

static void append_command(GString *out, const struct command *command)
{
    g_string_append(out, ".SS \"");
    append_roff(out, "linger ");
    append_roff(out, command->name);
    if (*command->synopsis != '\0') {
        g_string_append_c(out, ' ');
        append_roff(out, command->synopsis);
    }
    g_string_append(out, "\"\n");
    append_paragraphs(out, command->details);
    for (const struct option *option = command->options; !option_is_end(option); option++)
        append_option(out, option);
}

void manual_print(GString *out)
{
    g_string_append(out,
                    ".TH LINGER 1 \"\" \"linger " LINGER_VERSION "\" \"User Commands\"\n"
                    ".SH NAME\nlinger \\- find what stays reachable for ever in C and C++ programs\n"
                    ".SH SYNOPSIS\n.B linger\n.I COMMAND\n[\\fIOPTIONS\\fR]\n"
                    ".SH DESCRIPTION\n"
                    "A static checker for whole programs. It finds registrations that are never removed, loggers made for each\n"
                    "object, and owning cycles: memory and handles that leak checkers call \"still reachable\".\n"
                    ".SH COMMANDS\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++)
        append_command(out, *command);
    g_string_append(out, ".SH EXIT STATUS\n");
    append_paragraphs(out, exit_status_text);
    g_string_append(out, ".SH ENVIRONMENT\n.TP\nNO_COLOR\nif set, no colours unless \\-\\-color=always\n"
                         ".TP\nCI\nif set and there is no terminal, a line of progress now and then\n"
                         ".SH FILES\n.TP\n\\&.linger.yaml\nthe project's configuration\n"
                         ".TP\n\\&.linger/linger.db\nfindings and history: an SQLite database with documented views\n"
                         ".TP\n\\&.linger/cache.db\ncached facts of units; can be deleted at any time\n");
}
