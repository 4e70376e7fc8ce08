/* pipeline_git.h: what git knows about the checkout. Runs `git` from the search path with fixed arguments, never a shell, and
 * with the repository's own programs (fsmonitor, pagers, external diffs, text conversion) switched off. */
#ifndef LINGER_PIPELINE_GIT_H
#define LINGER_PIPELINE_GIT_H

#include "base/error.h"

/* The commit that is checked out, g_free; NULL: no git, no repository, no commit yet. */
char *git_revision(const char *folder);

/* Do tracked files differ from that commit? */
bool git_is_dirty(const char *folder);

/* A configured value ("user.name"), g_free; or NULL. */
char *git_config(const char *folder, const char *key);

/* The top folder of the checkout, absolute, resolved; g_free; or NULL. */
char *git_top(const char *folder);

/* Where git looks for hooks: absolute or relative to `folder`; g_free; or NULL. */
char *git_hooks(const char *folder);

/* The branch that others start from: origin's, else the one checked out; g_free; or NULL. */
char *git_main_branch(const char *folder);

/* The commit that `text` names, g_free; or NULL. */
char *git_commit(const char *folder, const char *text);

/* The tree without files, which every repository knows; g_free; or NULL. */
char *git_empty_tree(const char *folder);

/* --- differences --------------------------------------------------------------------------------------------------------- */

/* Which two states of the tracked files are compared: */
enum git_sides {
    GIT_TREE_TO_FILES,  /* a commit and the files on disk */
    GIT_INDEX_TO_FILES, /* what is staged and the files on disk */
    GIT_TREE_TO_INDEX,  /* a commit and what is staged */
};

struct git_file {
    char *path; /* relative to the top folder, on the second side; of a deleted file on the first */
    char *was;  /* on the first side; NULL: the file is new there */
    bool is_deleted;
};

/* struct git_file *, freed with the array; NULL when git fails. `commit` is unused for GIT_INDEX_TO_FILES. Files git does not
 * track count as new ones on disk. */
GPtrArray *git_changed_files(const char *folder, enum git_sides sides, const char *commit);

/* Lines added or changed on the second side: struct git_lines, freed with the array; NULL when git fails. */
struct git_lines {
    char *path;
    uint32_t first, count; /* count 0: something was removed behind line `first` */
};
GArray *git_changed_lines(const char *folder, enum git_sides sides, const char *commit);

/* The text of a file in a commit, or staged (`commit` ""); g_free; NULL: it is not there. */
char *git_text(const char *folder, const char *commit, const char *path, size_t *length);

#endif
