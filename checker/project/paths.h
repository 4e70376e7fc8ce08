/* paths.h: one spelling for every path. Symlinked folders are resolved (what a relative #include finds does not change by
 * that); a symlinked *file* keeps its name, because "next to me" means next to the link. Results are interned. */
#ifndef LINGER_PROJECT_PATHS_H
#define LINGER_PROJECT_PATHS_H

#include "base/intern.h"

struct paths; /* opaque: remembers folders already resolved */

struct paths *paths_new(struct intern *strings);
void paths_free(struct paths *paths);

/* Absolute, without symlinks, ".", ".."; a folder that does not exist is only tidied. `directory` is absolute. */
const char *paths_folder(struct paths *paths, const char *directory, const char *path);
const char *paths_file(struct paths *paths, const char *directory, const char *path);

/* `path` below `root` becomes relative, anything else stays. Both absolute. */
const char *path_display(const char *root, const char *path);

/* The current directory, resolved; g_free. */
char *path_current(void);

enum language { LANGUAGE_NONE, LANGUAGE_C, LANGUAGE_CXX, LANGUAGE_HEADER /* C or C++: ask the compiler's name */ };

/* What a file's name says it is written in. */
enum language path_language(const char *path);

#endif
