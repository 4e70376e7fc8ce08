/* arguments.h: compile commands come from other compilers and other people. Of their options only those pass that are known
 * to say something about the meaning of the text and to do nothing else (arguments.def). */
#ifndef LINGER_PROJECT_ARGUMENTS_H
#define LINGER_PROJECT_ARGUMENTS_H

#include "base/arena.h"
#include "project/notes.h"
#include "project/paths.h"

struct cleaner; /* opaque; owns nothing but its own tables */

/* Everything given must outlive the cleaner; results live in `arena` and `strings`. `query_driver`: a glob over the absolute
 * paths of further compilers that may be asked for their include folders, or NULL. */
struct cleaner *cleaner_new(struct arena *arena, struct intern *strings, struct paths *paths, struct notes *notes,
                            const char *query_driver);
void cleaner_free(struct cleaner *cleaner);

struct raw_command {
    const char *file;         /* absolute */
    const char *display;      /* for notes */
    const char *directory;    /* absolute */
    const char *const *words; /* the command: compiler (and perhaps a launcher before it), options, inputs; NULL-terminated */
    bool has_compiler;        /* false: `words` are options only */
};

struct clean_command {
    const char *const *arguments; /* equal lists are the same pointer; begins with -x LANGUAGE; NULL-terminated */
    const char *key;              /* the arguments as one interned string: for comparing */
    const char *output;           /* what -o said, or NULL */
};

/* False: not C or C++ (noted). */
bool cleaner_clean(struct cleaner *cleaner, const struct raw_command *command, struct clean_command *clean);

#endif
