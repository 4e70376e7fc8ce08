/* pattern.h: path patterns in the manner of .gitignore: `*` and `?` stay within one name, `**` crosses folders; a pattern without
 * a slash fits any name of the path, one with a slash starts at the root; what fits a folder fits all below it. */
#ifndef LINGER_PROJECT_PATTERN_H
#define LINGER_PROJECT_PATTERN_H

#include "base/base.h"

/* `path` is relative to the root, or absolute outside it. */
bool pattern_fits(const char *pattern, const char *path);

#endif
