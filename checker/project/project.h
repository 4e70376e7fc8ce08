/* project.h: WHAT to analyse: root, configuration, units. */
#ifndef LINGER_PROJECT_PROJECT_H
#define LINGER_PROJECT_PROJECT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/intern.h"

/* One translation unit with its cleaned arguments. */
struct unit {
    const char *path;             /* absolute, normalised */
    const char *display;          /* relative to the root if below it */
    const char *directory;        /* absolute: where its compile command runs */
    const char *const *arguments; /* allow-listed; no compiler, no file, no output; NULL-terminated */
    const char *target;           /* output path of the command relative to the root, or NULL */
    const char *variant;          /* tells several commands of one file apart; "" for the first, then "2", "3" … */
    bool is_selected;             /* named by FILE… (or nothing was named) */
};

/* What was asked for and cannot be analysed; a run with such units ends with status 2. */
struct missing_unit {
    const char *path;   /* as unit.display */
    const char *reason; /* "the file does not exist": follows "PATH: " */
};

struct project {
    struct intern *strings;
    const char *root;      /* absolute, no trailing slash */
    const char *build_dir; /* where compile_commands.json was found, or NULL */
    GPtrArray *units;      /* struct unit *, sorted by path, then arguments */
    GPtrArray *missing;    /* struct missing_unit *, sorted by path */
    GPtrArray *files;      /* const char *: FILE… as absolute paths (headers too), sorted; NULL: nothing was named */
    struct config *config; /* .linger.yaml; see config.h */
    GPtrArray *notes;      /* char *: what was dropped or merged, for --verbose */
    GPtrArray *doubts;     /* char *: what makes the facts of some units doubtful; such runs end with status 2, too */
    struct arena *arena;   /* of all of the above */
};

struct project_request {
    const char *root;         /* --root or NULL */
    const char *build_dir;    /* -p or NULL: looked for here, in build/, in parents */
    const char *const *files; /* FILE…, or NULL */
    const char *const *flags; /* after --; used for FILEs when no compile_commands.json is wanted; or NULL */
    const char *query_driver; /* --query-driver pattern, or NULL */
    bool all_configs;
    bool without_units; /* root and configuration are all that is wanted */
};

/* NULL and one sentence (what, where, what to do) on bad input. `units` are those of the whole program; `files` only select: a
 * file, or a folder with all below it. A header selects a unit that includes it later, in the pipeline, so unknown headers are
 * not an error here. */
struct project *project_load(const struct project_request *request, struct error *err);
void project_free(struct project *project);

enum path_kind { PATH_PROJECT, PATH_TEST, PATH_FOREIGN };

/* Is there a unit that findings can be reported in? Else a sentence. */
bool project_has_own(const struct project *project, struct error *err);

/* PATH_FOREIGN: outside the root or third-party: facts, never findings. PATH_TEST: findings one confidence lower.
 * `path` as in loc.file. */
enum path_kind project_path_kind(const struct project *project, const char *path);

#endif
