#include "cli/command.h"

bool option_is_end(const struct option *option)
{
    return option->name == NULL && option->letter == 0;
}

char *option_title(const struct option *option)
{
    GString *title = g_string_new(NULL);
    if (option->letter != 0)
        g_string_append_printf(title, "-%c", option->letter);
    if (option->letter != 0 && option->name == NULL && option->value != NULL)
        g_string_append_printf(title, " %s", option->value);
    if (option->name != NULL) {
        g_string_append_printf(title, "%s--%s", option->letter != 0 ? ", " : "", option->name);
        if (option->kind == OPTION_OPTIONAL)
            g_string_append_printf(title, "[=%s]", option->value);
        else if (option->value != NULL)
            g_string_append_printf(title, "=%s", option->value);
    }
    return g_string_free(title, FALSE);
}

/* --- storing values -------------------------------------------------------------------------------------------------- */

struct parser {
    const struct command *command;
    struct invocation *invocation;
    GPtrArray *words, *flags;
    char *options;
    struct error *err;
};

static void *slot(struct parser *parser, const struct option *option)
{
    return parser->options + option->offset;
}

static bool store_choice(struct parser *parser, const struct option *option, const char *value)
{
    for (const char *const *choice = option->choices; *choice != NULL; choice++)
        if (strcmp(*choice, value) == 0) {
            *(const char **)slot(parser, option) = value;
            return true;
        }
    char *known = g_strjoinv(", ", (char **)option->choices);
    error_set(parser->err, "'%s' is no value for --%s; give one of: %s", value, option->name, known);
    g_free(known);
    return false;
}

static bool store_number(struct parser *parser, const struct option *option, const char *value)
{
    guint64 number;
    if (!g_ascii_string_to_unsigned(value, 10, 1, 1000000, &number, NULL)) {
        char *title = option_title(option);
        error_set(parser->err, "'%s' is no number for %s; give one from 1 on", value, title);
        g_free(title);
        return false;
    }
    *(unsigned *)slot(parser, option) = (unsigned)number;
    return true;
}

static void store_list(struct parser *parser, const struct option *option, const char *value)
{
    GPtrArray **list = slot(parser, option);
    if (*list == NULL)
        *list = g_ptr_array_new();
    g_ptr_array_add(*list, (gpointer)value);
}

/* `value` NULL: a flag, or an optional value that was not given. */
static bool store(struct parser *parser, const struct option *option, const char *value)
{
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)slot(parser, option) = true;
        return true;
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_FOLDER:
        *(const char **)slot(parser, option) = value;
        return true;
    case OPTION_OPTIONAL:
        *(const char **)slot(parser, option) = value != NULL ? value : option->fallback;
        return true;
    case OPTION_CHOICE:
        return store_choice(parser, option, value);
    case OPTION_NUMBER:
        return store_number(parser, option, value);
    case OPTION_LIST:
        store_list(parser, option, value);
        return true;
    }
    return true;
}

/* --- words ----------------------------------------------------------------------------------------------------------- */

static const struct option *find_long(const struct command *command, const char *name, size_t length)
{
    for (const struct option *option = command->options; !option_is_end(option); option++)
        if (option->name != NULL && strncmp(option->name, name, length) == 0 && option->name[length] == '\0')
            return option;
    return NULL;
}

static const struct option *find_letter(const struct command *command, char letter)
{
    for (const struct option *option = command->options; !option_is_end(option); option++)
        if (option->letter == letter)
            return option;
    return NULL;
}

static bool unknown_option(struct parser *parser, const char *typed)
{
    GPtrArray *names = g_ptr_array_new();
    for (const struct option *option = parser->command->options; !option_is_end(option); option++)
        if (option->name != NULL)
            g_ptr_array_add(names, (gpointer)option->name);
    g_ptr_array_add(names, (gpointer) "help");
    g_ptr_array_add(names, NULL);
    char *bare = g_strndup(typed, strcspn(typed, "="));
    const char *near = bare[1] == '-' ? nearest_name(bare + 2, (const char *const *)names->pdata) : NULL;
    if (near != NULL)
        error_set(parser->err, "'linger %s' has no option '%s'; did you mean --%s?", parser->command->name, bare, near);
    else
        error_set(parser->err, "'linger %s' has no option '%s'; 'linger %s -h' lists them", parser->command->name, bare,
                  parser->command->name);
    g_free(bare);
    g_ptr_array_unref(names);
    return false;
}

static bool needs_value(const struct option *option)
{
    return option->kind != OPTION_FLAG && option->kind != OPTION_OPTIONAL;
}

static bool missing_value(struct parser *parser, const struct option *option)
{
    char *title = option_title(option);
    error_set(parser->err, "the option %s needs a value", title);
    g_free(title);
    return false;
}

/* "--name", "--name=value", "--name value"; moves *argv to the last word used. */
static bool parse_long(struct parser *parser, char ***argv)
{
    const char *word = **argv + 2;
    size_t length = strcspn(word, "=");
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    if (strcmp(word, "help") == 0) {
        parser->invocation->wants_help = true;
        return true;
    }
    const struct option *option = find_long(parser->command, word, length);
    if (option == NULL)
        return unknown_option(parser, **argv);
    if (option->kind == OPTION_FLAG && value != NULL)
        return error_set(parser->err, "the option --%s takes no value", option->name);
    if (value == NULL && needs_value(option)) {
        if ((*argv)[1] == NULL)
            return missing_value(parser, option);
        value = *++*argv;
    }
    return store(parser, option, value);
}

/* "-v", "-vx", "-j4", "-j 4". */
static bool parse_letters(struct parser *parser, char ***argv)
{
    char *word = **argv;
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        if (*letter == 'h') {
            parser->invocation->wants_help = true;
            continue;
        }
        const struct option *option = find_letter(parser->command, *letter);
        if (option == NULL)
            return unknown_option(parser, word);
        if (!needs_value(option)) {
            if (!store(parser, option, NULL))
                return false;
            continue;
        }
        if (letter[1] == '\0' && (*argv)[1] == NULL)
            return missing_value(parser, option);
        return store(parser, option, letter[1] != '\0' ? letter + 1 : *++*argv);
    }
    return true;
}

static bool parse_words(struct parser *parser, char **argv)
{
    for (; *argv != NULL; argv++) {
        char *word = *argv;
        if (strcmp(word, "--") == 0) {
            if (parser->command->takes_flags)
                parser->flags = g_ptr_array_new();
            for (argv++; *argv != NULL; argv++)
                g_ptr_array_add(parser->command->takes_flags ? parser->flags : parser->words, *argv);
            return true;
        }
        bool is_option = word[0] == '-' && word[1] != '\0';
        if (!is_option)
            g_ptr_array_add(parser->words, word);
        else if (!(word[1] == '-' ? parse_long(parser, &argv) : parse_letters(parser, &argv)))
            return false;
    }
    return true;
}

static bool check_count(const struct parser *parser)
{
    const struct command *command = parser->command;
    if (parser->words->len < command->min_words)
        return error_set(parser->err, "'linger %s' needs more: linger %s %s", command->name, command->name, command->synopsis);
    if (parser->words->len > command->max_words)
        return error_set(parser->err, "'linger %s' does not know what to do with '%s': linger %s%s%s", command->name,
                         (const char *)parser->words->pdata[command->max_words], command->name,
                         *command->synopsis != '\0' ? " " : "", command->synopsis);
    return true;
}

/* --- the invocation -------------------------------------------------------------------------------------------------- */

struct storage {
    GPtrArray *words, *flags;
    char *options, *arguments;
};

static void finish_lists(struct parser *parser)
{
    for (const struct option *option = parser->command->options; !option_is_end(option); option++) {
        GPtrArray **list = slot(parser, option);
        if (option->kind == OPTION_LIST && *list != NULL)
            g_ptr_array_add(*list, NULL);
    }
}

/* The words as one would type them, for the history. */
static char *join(const struct command *command, char **argv)
{
    GString *line = g_string_new("linger ");
    g_string_append(line, command->name);
    for (; *argv != NULL; argv++) {
        bool is_plain = **argv != '\0' && (*argv)[strcspn(*argv, " \t\n'\"\\$&|;<>()*?[]#~`!")] == '\0';
        char *quoted = is_plain ? g_strdup(*argv) : g_shell_quote(*argv);
        g_string_append_printf(line, " %s", quoted);
        g_free(quoted);
    }
    return g_string_free(line, FALSE);
}

bool options_parse(const struct command *command, char **argv, struct invocation *invocation, struct error *err)
{
    *invocation = (struct invocation){.command = command};
    struct parser parser = {.command = command,
                            .invocation = invocation,
                            .words = g_ptr_array_new(),
                            .options = g_malloc0(MAX(command->options_size, (size_t)1)),
                            .err = err};
    bool is_good = parse_words(&parser, argv) && (invocation->wants_help || check_count(&parser));
    finish_lists(&parser);
    invocation->word_count = parser.words->len;
    g_ptr_array_add(parser.words, NULL);
    if (parser.flags != NULL)
        g_ptr_array_add(parser.flags, NULL);
    struct storage *storage = g_new0(struct storage, 1);
    *storage = (struct storage){parser.words, parser.flags, parser.options, join(command, argv)};
    invocation->options = parser.options;
    invocation->words = (const char **)parser.words->pdata;
    invocation->flags = parser.flags != NULL ? (const char **)parser.flags->pdata : NULL;
    invocation->arguments = storage->arguments;
    invocation->storage = storage;
    return is_good;
}

void invocation_release(struct invocation *invocation)
{
    struct storage *storage = invocation->storage;
    for (const struct option *option = invocation->command->options; !option_is_end(option); option++) {
        GPtrArray **list = (void *)(storage->options + option->offset);
        if (option->kind == OPTION_LIST && *list != NULL)
            g_ptr_array_unref(*list);
    }
    g_ptr_array_unref(storage->words);
    if (storage->flags != NULL)
        g_ptr_array_unref(storage->flags);
    g_free(storage->options);
    g_free(storage->arguments);
    g_free(storage);
}
