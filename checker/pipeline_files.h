/* pipeline_files.h: have the files a unit depends on changed, or where it finds them? Told by contents, each read once in a run.
 */
#ifndef LINGER_PIPELINE_FILES_H
#define LINGER_PIPELINE_FILES_H

#include "frontend/frontend.h"

struct file_keys; /* opaque */

/* Relative paths are below `root`. Unsaved text counts as the file's contents. All of it must outlive the keys. */
struct file_keys *file_keys_new(const char *root, const struct unsaved_file *unsaved, uint32_t unsaved_count);
void file_keys_free(struct file_keys *keys); /* NULL is fine */

/* `dependencies`: lines, each a path or a search (pipeline_search.h) of a unit with these arguments, which outlive the keys. */

/* One key over the contents of the files, a missing one counting as such, and over where the searches lead. */
void file_keys_compute(struct file_keys *keys, const char *const *arguments, const char *dependencies, char key[33]);

/* Were all of them on disk as they are now since before file_keys_new()? Else what was parsed meanwhile may not be what the key
 * says: it must not be remembered. Unsaved text does not change. */
bool file_keys_are_settled(struct file_keys *keys, const char *const *arguments, const char *dependencies);

#endif
