/* pipeline_change.h: what a change to the sources causes. The program before the change is linked from the same compile commands,
 * with git's text of the changed files in place of the files; what is found now and was not found then is the change's doing,
 * wherever in the program it is. Not seen: units that the compile commands no longer name; changed compile commands. */
#ifndef LINGER_PIPELINE_CHANGE_H
#define LINGER_PIPELINE_CHANGE_H

#include "finding/finding.h"
#include "frontend/frontend.h"

/* Texts in place of files. */
struct snapshot {
    GArray *unsaved;    /* struct unsaved_file, owned */
    GHashTable *absent; /* absolute paths of files that are not in it */
};

struct change; /* opaque */

/* The change from `revision` to the files on disk, or to what is staged. NULL and a sentence: no git, no repository, no such
 * commit (a shallow clone). */
struct change *change_load(const char *folder, const char *revision, bool is_staged, struct error *err);
void change_free(struct change *change); /* NULL is fine */

const struct snapshot *change_before(const struct change *change);
const struct snapshot *change_after(const struct change *change); /* nothing in it unless staged */

/* Does the finding, or a step of it, lie on a changed line? `root` is that of the findings' paths. */
bool change_touches(const struct change *change, const char *root, const struct finding *finding);

/* Adds to `hidden` the findings of `now` that were there `before` and that the change does not touch. */
void change_hide_others(const struct change *change, const char *root, const struct results *now, const struct results *before,
                        GHashTable *hidden);

#endif
