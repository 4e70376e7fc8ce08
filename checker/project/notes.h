/* notes.h: what was dropped or changed while the project was read: one line for each thing, with a count and an example. Notes
 * are for the curious; a doubt is a note after which the facts may be wrong. */
#ifndef LINGER_PROJECT_NOTES_H
#define LINGER_PROJECT_NOTES_H

#include "base/base.h"

struct notes; /* opaque */

struct notes *notes_new(void);
void notes_free(struct notes *notes); /* NULL is fine */

/* `text` is counted; `example` (may be NULL) names the first file it happened to, by byte order. */
void notes_add(struct notes *notes, const char *example, const char *format, ...) LINGER_PRINTF(3, 4);

void notes_doubt(struct notes *notes, const char *example, const char *format, ...) LINGER_PRINTF(3, 4);

/* Appends the lines (g_free each) in byte order. */
void notes_list(const struct notes *notes, GPtrArray *lines, GPtrArray *doubts);

#endif
