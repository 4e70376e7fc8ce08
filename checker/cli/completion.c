/* completion.c: shell completions, printed from the commands' tables. */
#include "cli/help.h"

static void append_choices(GString *out, const char *const *choices)
{
    for (size_t i = 0; choices[i] != NULL; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", choices[i]);
}

static void append_command_names(GString *out)
{
    for (const struct command *const *command = commands_all(); *command != NULL; command++)
        g_string_append_printf(out, "%s%s", command != commands_all() ? " " : "", (*command)->name);
}

/* Text between single quotes, for all three shells. */
static void append_quoted(GString *out, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            g_string_append(out, "'\\''");
        else
            g_string_append_c(out, *text);
}

/* --- bash ------------------------------------------------------------------------------------------------------------ */

static void bash_option_names(GString *out, const struct command *command)
{
    for (const struct option *option = command->options; !option_is_end(option); option++) {
        if (option->letter != 0)
            g_string_append_printf(out, "-%c ", option->letter);
        if (option->name != NULL)
            g_string_append_printf(out, "--%s%s ", option->name,
                                   option->kind == OPTION_FLAG || option->kind == OPTION_OPTIONAL ? "" : "=");
    }
    g_string_append(out, "-h --help");
}

static void bash_values(GString *out, const struct command *command)
{
    for (const struct option *option = command->options; !option_is_end(option); option++) {
        if (option->name == NULL || (option->choices == NULL && option->kind != OPTION_FILE && option->kind != OPTION_FOLDER))
            continue;
        g_string_append_printf(out, "        %s:--%s) ", command->name, option->name);
        if (option->choices == NULL) {
            g_string_append_printf(out, "COMPREPLY=($(compgen -%c -- \"$value\"));;\n", option->kind == OPTION_FILE ? 'f' : 'd');
            continue;
        }
        g_string_append(out, "COMPREPLY=($(compgen -W \"");
        append_choices(out, option->choices);
        g_string_append(out, "\" -- \"$value\"));;\n");
    }
}

static void print_bash(GString *out)
{
    g_string_append(out, "# bash completion for linger; made by `linger help --completion=bash`\n"
                         "_linger() {\n"
                         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
                         "    local value= option=\n"
                         "    COMPREPLY=()\n"
                         "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                         "        COMPREPLY=($(compgen -W \"");
    append_command_names(out);
    g_string_append(out, "\" -- \"$word\"))\n"
                         "        return\n"
                         "    fi\n"
                         "    # '=' is a word of its own.\n"
                         "    if [ \"$before\" = = ]; then option=${COMP_WORDS[COMP_CWORD-2]} value=$word\n"
                         "    elif [ \"$word\" = = ]; then option=$before value=\n"
                         "    elif [[ $before == --* ]]; then option=$before value=$word; fi\n"
                         "    case $command:$option in\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++)
        bash_values(out, *command);
    g_string_append(out, "    esac\n"
                         "    [ ${#COMPREPLY[@]} -gt 0 ] && return\n"
                         "    local options= words=\n"
                         "    case $command in\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++) {
        g_string_append_printf(out, "        %s) options=\"", (*command)->name);
        bash_option_names(out, *command);
        g_string_append(out, "\" words=\"");
        if (strcmp((*command)->name, "help") == 0)
            append_command_names(out);
        else if ((*command)->choices != NULL)
            append_choices(out, (*command)->choices);
        g_string_append(out, "\";;\n");
    }
    g_string_append(out, "    esac\n"
                         "    if [[ $word == -* ]]; then\n"
                         "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                         "        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n"
                         "    else\n"
                         "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\"))\n"
                         "    fi\n"
                         "}\n"
                         "complete -o filenames -F _linger linger\n");
}

/* --- zsh ------------------------------------------------------------------------------------------------------------- */

/* Inside '…[help]…' of _arguments. */
static void zsh_text(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("[]:\\", *text) != NULL)
            g_string_append_c(out, '\\');
        if (*text == '\'')
            g_string_append(out, "'\\''");
        else
            g_string_append_c(out, *text);
    }
}

static void zsh_value(GString *out, const struct option *option)
{
    if (option->kind == OPTION_FLAG)
        return;
    g_string_append_printf(out, "%s:", option->kind == OPTION_OPTIONAL ? ":" : "");
    zsh_text(out, option->value);
    g_string_append_c(out, ':');
    if (option->choices != NULL) {
        g_string_append_c(out, '(');
        append_choices(out, option->choices);
        g_string_append_c(out, ')');
    } else if (option->kind == OPTION_FILE) {
        g_string_append(out, "_files");
    } else if (option->kind == OPTION_FOLDER) {
        g_string_append(out, "_files -/");
    }
}

static void zsh_option(GString *out, const struct option *option)
{
    const char *repeat = option->kind == OPTION_LIST ? "*" : "";
    if (option->letter != 0) {
        g_string_append_printf(out, " \\\n            '%s-%c%s[", repeat, option->letter, option->kind == OPTION_FLAG ? "" : "+");
        zsh_text(out, option->help);
        g_string_append_c(out, ']');
        zsh_value(out, option);
        g_string_append_c(out, '\'');
    }
    if (option->name == NULL)
        return;
    const char *joint = option->kind == OPTION_FLAG ? "" : option->kind == OPTION_OPTIONAL ? "=-" : "=";
    g_string_append_printf(out, " \\\n            '%s--%s%s[", repeat, option->name, joint);
    zsh_text(out, option->help);
    g_string_append_c(out, ']');
    zsh_value(out, option);
    g_string_append_c(out, '\'');
}

static void print_zsh(GString *out)
{
    g_string_append(out, "#compdef linger\n# made by `linger help --completion=zsh`\n_linger() {\n    local -a commands=(\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++) {
        g_string_append_printf(out, "        '%s:", (*command)->name);
        append_quoted(out, (*command)->brief);
        g_string_append(out, "'\n");
    }
    g_string_append(out, "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
                         "    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $command in\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++) {
        g_string_append_printf(out, "        %s) _arguments '(-h --help)'{-h,--help}'[show help]'", (*command)->name);
        for (const struct option *option = (*command)->options; !option_is_end(option); option++)
            zsh_option(out, option);
        if ((*command)->choices != NULL) {
            g_string_append(out, " \\\n            '1:word:(");
            append_choices(out, (*command)->choices);
            g_string_append(out, ")'");
        } else if (strcmp((*command)->name, "help") == 0) {
            g_string_append(out, " \\\n            '1:command:(");
            append_command_names(out);
            g_string_append(out, ")'");
        }
        g_string_append(out, " \\\n            '*:file:_files';;\n");
    }
    g_string_append(out, "    esac\n}\n_linger \"$@\"\n");
}

/* --- fish ------------------------------------------------------------------------------------------------------------ */

static void fish_option(GString *out, const struct command *command, const struct option *option)
{
    g_string_append_printf(out, "complete -c linger -n '__fish_seen_subcommand_from %s'", command->name);
    if (option->letter != 0)
        g_string_append_printf(out, " -s %c", option->letter);
    if (option->name != NULL)
        g_string_append_printf(out, " -l %s", option->name);
    if (option->kind == OPTION_FILE || option->kind == OPTION_FOLDER)
        g_string_append(out, " -rF");
    else if (option->kind != OPTION_FLAG && option->kind != OPTION_OPTIONAL)
        g_string_append(out, " -x");
    if (option->choices != NULL) {
        g_string_append(out, " -a '");
        append_choices(out, option->choices);
        g_string_append_c(out, '\'');
    }
    g_string_append(out, " -d '");
    for (const char *c = option->help; *c != '\0'; c++)
        g_string_append_printf(out, *c == '\'' || *c == '\\' ? "\\%c" : "%c", *c);
    g_string_append(out, "'\n");
}

static void print_fish(GString *out)
{
    g_string_append(out, "# fish completion for linger; made by `linger help --completion=fish`\n");
    for (const struct command *const *command = commands_all(); *command != NULL; command++) {
        g_string_append_printf(out, "complete -c linger -f -n __fish_use_subcommand -a %s -d '", (*command)->name);
        for (const char *c = (*command)->brief; *c != '\0'; c++)
            g_string_append_printf(out, *c == '\'' || *c == '\\' ? "\\%c" : "%c", *c);
        g_string_append(out, "'\n");
    }
    for (const struct command *const *command = commands_all(); *command != NULL; command++) {
        for (const struct option *option = (*command)->options; !option_is_end(option); option++)
            fish_option(out, *command, option);
        const char *name = (*command)->name;
        if ((*command)->choices == NULL && strcmp(name, "help") != 0)
            continue;
        g_string_append_printf(out, "complete -c linger -n '__fish_seen_subcommand_from %s' -a '", name);
        if ((*command)->choices != NULL)
            append_choices(out, (*command)->choices);
        else
            append_command_names(out);
        g_string_append(out, "'\n");
    }
}

static const struct {
    const char *name;
    void (*print)(GString *out);
} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

void completion_print(GString *out, const char *shell)
{
    for (size_t i = 0; i < G_N_ELEMENTS(shells); i++)
        if (strcmp(shells[i].name, shell) == 0)
            shells[i].print(out);
}
