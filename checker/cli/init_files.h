/* init_files.h: the files that `linger init` writes. Templates are in tools/; @NAME@ in them is filled in. Nothing that exists is
 * ever written to. */
#ifndef LINGER_CLI_INIT_FILES_H
#define LINGER_CLI_INIT_FILES_H

#include "base/error.h"

/* What is filled in. Strings are borrowed. */
struct init_values {
    const char *root;       /* absolute; what is written is named relative to it */
    const char *below;      /* the root relative to the checkout's top, where hooks run; NULL: it is the top */
    const char *build;      /* for .linger.yaml; NULL: `check` finds it by itself */
    const char *configure;  /* shell line that makes compile_commands.json */
    const char *branch;     /* that others start from */
    const char *repository; /* where linger is: OWNER/NAME for GitHub, an address for GitLab; NULL */
    const char *revision;
};

/* Where this linger came from: an https address, or "" if that is not known; and which commit or tag of it. */
const char *init_origin(void);
const char *init_revision(void);

enum init_file { INIT_CONFIG, INIT_HOOK, INIT_PRE_COMMIT, INIT_GITHUB, INIT_GITLAB_JOB, INIT_GITLAB };

/* The text of a file; g_free. */
char *init_text(enum init_file file, const struct init_values *values);

/* Creates `path` with the text, and its folders; says so, or that it exists and what to add to it by hand. False and a sentence:
 * it cannot be written. */
bool init_write(enum init_file file, const char *path, const struct init_values *values, struct error *err);

#endif
