/* driver.h: the compiler a command names: what kind it is, and what libclang must be told so that it finds the same headers.
 *
 * A compiler is run only if its name is a known one (gcc, g++, cc, c++, clang, clang++, with a version behind or a target before)
 * and it lies in a folder of the system PATH, or if --query-driver allows it; with fixed arguments, never the command's. */
#ifndef LINGER_PROJECT_DRIVER_H
#define LINGER_PROJECT_DRIVER_H

#include "base/arena.h"
#include "project/notes.h"
#include "project/paths.h"

struct drivers; /* opaque: what was asked is remembered */

struct drivers *drivers_new(struct intern *strings, struct notes *notes, const char *query_driver);
void drivers_free(struct drivers *drivers);

/* The word of a command that is the compiler: the first one that is no launcher (ccache, distcc, …). */
size_t driver_find_compiler(const char *const *words);

/* g++, c++ and clang++ take even .c and .h files for C++. */
bool driver_is_cxx(const char *compiler);

/* Arguments to add, NULL-terminated; usually none. */
const char *const *drivers_arguments(struct drivers *drivers, const char *compiler, const char *directory, const char *example,
                                     bool is_cxx);

#endif
