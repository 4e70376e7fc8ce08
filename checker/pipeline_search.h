/* pipeline_search.h: where would a name be found along a unit's include path now? */
#ifndef LINGER_PIPELINE_SEARCH_H
#define LINGER_PIPELINE_SEARCH_H

#include "frontend/frontend.h"

/* A search as a line of a unit's dependencies; it starts with a tab, which no path there does. False: it cannot be written. */
bool search_to_line(const struct header_search *search, GString *line);
static inline bool line_is_search(const char *line)
{
    return line[0] == '\t';
}

struct finder; /* opaque; what it has seen of the disk it takes to stay so */

/* `unsaved`: absolute path -> anything; these files are there, whatever the disk says. */
struct finder *finder_new(GHashTable *unsaved);
void finder_free(struct finder *finder); /* NULL is fine */

/* Absolute, owned by the finder; NULL: nowhere. `arguments` are the unit's, and outlive the finder. */
const char *finder_find(struct finder *finder, const char *const *arguments, const char *line);

#endif
