/* pipeline_git.h: what git knows about the checkout. Runs `git` from the search path with fixed arguments, never a shell, and with
 * the repository's own programs (fsmonitor, hooks, pagers, external diffs) switched off. */
#ifndef LINGER_PIPELINE_GIT_H
#define LINGER_PIPELINE_GIT_H

#include "base/error.h"

/* The commit that is checked out, g_free; NULL: no git, no repository, no commit yet. */
char *git_revision(const char *folder);

/* Do tracked files differ from that commit? */
bool git_is_dirty(const char *folder);

/* A configured value ("user.name"), g_free; or NULL. */
char *git_config(const char *folder, const char *key);

#endif
