/* response.h: options kept in files (@FILE), as gcc and clang read them. */
#ifndef LINGER_PROJECT_RESPONSE_H
#define LINGER_PROJECT_RESPONSE_H

#include "project/notes.h"

/* Splits the text of a response file: white space separates, quotes group, a backslash takes the next character as it is.
 * Appends g_free'able strings to `out`. */
void response_split(const char *text, GPtrArray *out);

/* Appends a copy of each argument to `out`, with @FILE replaced by that file's arguments, to a depth of 10; FILE is looked up in
 * `directory`. What cannot be read is dropped and noted. */
void response_expand(const char *const *arguments, const char *directory, const char *example, struct notes *notes,
                     GPtrArray *out);

#endif
