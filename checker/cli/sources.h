/* sources.h: the text of source files, for excerpts; each read once. */
#ifndef LINGER_CLI_SOURCES_H
#define LINGER_CLI_SOURCES_H

#include "base/base.h"

struct sources; /* opaque */

struct sources *sources_new(const char *root); /* paths are below it, or absolute */
void sources_free(struct sources *sources);

/* The text of an absolute path, in place of the file's; copied. */
void sources_override(struct sources *sources, const char *path, const char *text, size_t length);

/* As report.source: NULL when unreadable, or too big to be source code. */
const char *sources_text(const char *path, size_t *length, void *sources);

#endif
