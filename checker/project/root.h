/* root.h: the project root: --root, else the nearest folder upwards with .linger.yaml, else with .git, else here. */
#ifndef LINGER_PROJECT_ROOT_H
#define LINGER_PROJECT_ROOT_H

#include "base/error.h"
#include "project/paths.h"

/* Absolute and interned; NULL and a sentence when `asked` (may be NULL) is no folder. `here`: the current directory. */
const char *root_find(struct paths *paths, const char *asked, const char *here, struct error *err);

#endif
