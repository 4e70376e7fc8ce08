/* embed.h: files built into the binary (checker/cmake/Embed.cmake). */
#ifndef LINGER_BASE_EMBED_H
#define LINGER_BASE_EMBED_H

#include "base/base.h"

struct embedded_file {
    const char *path; /* relative to the folder it was embedded from; NULL ends a table */
    const char *data; /* NUL-terminated */
    size_t size;
};

extern const struct embedded_file embedded_rules[];  /* rules/: pages and models/ */
extern const struct embedded_file embedded_schema[]; /* store/schema.sql and its migrations */
extern const struct embedded_file embedded_html[];   /* emit/html/: template, style, script */
extern const struct embedded_file embedded_tools[];  /* tools/: what `linger init` writes */

/* A digest of the sources that make facts (base to frontend): facts of a binary with the same one can be used again. */
extern const char facts_sources[];

/* The file of that path, or NULL. */
const struct embedded_file *embedded_find(const struct embedded_file *table, const char *path);

#endif
