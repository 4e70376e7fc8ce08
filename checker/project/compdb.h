/* compdb.h: compile_commands.json -> units. */
#ifndef LINGER_PROJECT_COMPDB_H
#define LINGER_PROJECT_COMPDB_H

#include "project/arguments.h"
#include "project/project.h"

/* The folder with compile_commands.json: `asked` (-p), else `here`, here/build, then the parents of `here` in the same way. NULL
 * and a sentence when there is none. */
const char *compdb_find(struct paths *paths, const char *asked, const char *here, struct error *err);

/* Collects units while a project is loaded. */
struct loader {
    struct project *project;
    struct paths *paths;
    struct notes *notes;
    struct cleaner *cleaner;
};

/* Adds the units of BUILD_DIR/compile_commands.json to project->units and ->missing, unsorted, equal ones merged. */
bool compdb_load(struct loader *loader, const char *build_dir, struct error *err);

/* Adds one unit for each of `files` with the given flags. */
void compdb_add_files(struct loader *loader, const char *const *files, const char *const *flags, const char *here);

/* Sorts, numbers the variants of each file, and keeps only the first of them unless all are wanted. */
void compdb_finish(struct loader *loader, bool all_configs);

void loader_add_missing(struct loader *loader, const char *display, const char *reason);

#endif
