/* program.h: the whole program: facts of all units joined by symbol, call graph, summaries bottom-up; questions for rules.
 * (Under construction: the front door below is what the pipeline calls.) */
#ifndef LINGER_PROGRAM_PROGRAM_H
#define LINGER_PROGRAM_PROGRAM_H

#include "base/error.h"
#include "ir/ir.h"
#include "model/model.h"

struct program; /* opaque to the pipeline */

struct program_options {
    /* 0 project, 1 test, 2 foreign: as project_path_kind(); called with loc.file */
    int (*path_kind)(const char *path, void *user);
    void *user;
};

/* Modules stay owned by the caller and must outlive the program. Order does not matter: they are sorted by path inside. */
struct program *program_link(struct module *const *modules, uint32_t count, const struct models *models,
                             const struct program_options *options);

/* Analyses every relevant function, callees first. */
void program_summarize(struct program *program);
void program_free(struct program *program);

/* For `linger dump`: only_function is a display name or NULL. */
void program_print(GString *out, const struct program *program);
void program_print_summaries(GString *out, const struct program *program, const char *only_function);
/* For --stats: functions, relevant ones, states, bytes. */
void program_print_stats(GString *out, const struct program *program);

#endif
