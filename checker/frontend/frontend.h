/* frontend.h: source text -> IR. The only folder that knows libclang. */
#ifndef LINGER_FRONTEND_FRONTEND_H
#define LINGER_FRONTEND_FRONTEND_H

#include "base/error.h"
#include "ir/ir.h"

/* A file whose contents are given instead of read: staged text, the base revision's text. */
struct unsaved_file {
    const char *path; /* absolute */
    const char *text;
    size_t length;
};

/* A look along the include path, found or not: what is there later changes the unit. */
struct header_search {
    const char *own_folder; /* of the file that includes, absolute; NULL: <name>, which is not looked for there */
    const char *name;
};

struct frontend_input {
    const char *path;             /* absolute path of the main file */
    const char *directory;        /* where the compile command runs */
    const char *const *arguments; /* cleaned, without the compiler's name and the file itself; NULL-terminated */
    const char *root;             /* project root, absolute: locations below it become relative */
    const char *target;           /* see module.target; may be NULL */
    const struct unsaved_file *unsaved;
    uint32_t unsaved_count;
    GArray *searches; /* struct header_search, appended to; strings live as long as the module; NULL: nobody asks */
};

/* Never NULL: a unit that cannot be parsed gives a module with status MODULE_FAILED and a `problem`. */
struct module *frontend_lower_unit(const struct frontend_input *input);

/* "19.1.7": for the version line and the cache key. Static storage. */
const char *frontend_libclang_version(void);

/* Appends the comments addressed to linger in a source text (struct remark), mark by mark. Strings go to `strings`. */
void remarks_in_text(struct intern *strings, const char *path, const char *bytes, size_t length, GArray *remarks);

/* The cursor tree of the unit's project code, for `linger dump cursors`. */
bool frontend_dump_cursors(const struct frontend_input *input, GString *out, struct error *err);

#endif
