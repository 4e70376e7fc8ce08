/* options.h: option tables, and words turned into the struct a command reads. A row says where in that struct its value goes, so
 * parsing, help, completions and the manual page all come from the one table. */
#ifndef LINGER_CLI_OPTIONS_H
#define LINGER_CLI_OPTIONS_H

#include "base/error.h"

enum option_kind {
    OPTION_FLAG,     /* bool */
    OPTION_TEXT,     /* const char * */
    OPTION_FILE,     /* const char *; completed as a file name */
    OPTION_FOLDER,   /* const char *; completed as a folder name */
    OPTION_CHOICE,   /* const char *: one of `choices` */
    OPTION_NUMBER,   /* unsigned */
    OPTION_OPTIONAL, /* const char *: "--name" gives `fallback`, "--name=VALUE" the value */
    OPTION_LIST,     /* GPtrArray * of const char *, NULL-terminated after parsing; NULL: never given */
};

struct option {
    const char *name; /* without "--"; NULL: it has only a letter */
    char letter;      /* 0: none */
    enum option_kind kind;
    const char *value;          /* "FILE"; NULL for flags */
    const char *help;           /* one line */
    size_t offset;              /* in the command's options */
    const char *const *choices; /* OPTION_CHOICE; completion of OPTION_LIST; NULL-terminated, or NULL */
    const char *fallback;       /* OPTION_OPTIONAL */
};

#define OPTION_END                                                                                                               \
    {                                                                                                                            \
        .name = NULL, .letter = 0                                                                                                \
    }

bool option_is_end(const struct option *option);

struct command;

/* What a command was called with. */
struct invocation {
    const struct command *command;
    const void *options; /* its struct, filled */
    const char **words;  /* NULL-terminated */
    unsigned word_count;
    const char **flags;    /* after "--", NULL-terminated; NULL: there was no "--" */
    bool wants_help;       /* -h, --help */
    const char *arguments; /* the command line, for people */
    void *storage;         /* owns all of it */
};

/* `argv` are the words after the command's name. False and a sentence: unknown option (with the nearest one), missing or
 * wrong value, too many or too few words. Values point into argv. */
bool options_parse(const struct command *command, char **argv, struct invocation *invocation, struct error *err);
void invocation_release(struct invocation *invocation);

/* "-p, --build=DIR"; g_free. */
char *option_title(const struct option *option);

#endif
