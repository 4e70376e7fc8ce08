/* select.h: which units count: excluded ones are dropped, those that FILE… names are marked. */
#ifndef LINGER_PROJECT_SELECT_H
#define LINGER_PROJECT_SELECT_H

#include "project/compdb.h"

/* Drops the units that the configuration excludes; an error when that leaves nothing. */
bool select_units(struct loader *loader, struct error *err);

/* Marks what `files` (may be NULL: everything) names and fills project->files. A source without a compile command becomes a
 * missing unit; a path that does not exist is an error. */
bool select_files(struct loader *loader, const char *const *files, const char *here, struct error *err);

#endif
