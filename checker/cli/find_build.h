/* find_build.h: where compile_commands.json is, also where `check` would not look. */
#ifndef LINGER_CLI_FIND_BUILD_H
#define LINGER_CLI_FIND_BUILD_H

#include "base/base.h"

/* Folders with a compile_commands.json, absolute, the best guess first: those where `check` looks (here, build/, parents up to
 * the root), then those below the root, newest first. Freed with the array; empty: there is none. */
GPtrArray *find_builds(const char *here, const char *root);

/* Does `check`, run in the root, find this one by itself? */
bool build_is_obvious(const char *root, const char *build);

/* How a build is made to write compile_commands.json. */
struct build_system {
    const char *file;    /* in the root, by which it is known */
    const char *command; /* that leaves a compile_commands.json; a shell line */
};

/* NULL: unknown. */
const struct build_system *build_system_of(const char *root);

#endif
