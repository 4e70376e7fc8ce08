/* pipeline.h: the whole of linger as one function. A command asks for a run, looks at what it made, and frees it. */
#ifndef LINGER_PIPELINE_H
#define LINGER_PIPELINE_H

#include "model/model.h"
#include "pipeline_change.h"
#include "pipeline_index.h"
#include "program/program.h"
#include "project/project.h"
#include "store/store.h"

struct pipeline_request {
    struct project_request project;
    const char *database;     /* --db; NULL: .linger/linger.db below the root */
    const char *const *rules; /* ids, NULL-terminated; NULL: those of the configuration, else all */
    const char *const *facts; /* files of `linger index`, NULL-terminated: linked instead of indexing the project's units */
    unsigned workers;         /* 0: as the configuration says, else one for each processor */
    const struct snapshot *snapshot; /* texts in place of files, NULL: as on disk; the run is then never recorded */
    bool only_selected;              /* index the selected units alone: for dumps */
    bool without_history;            /* findings are matched with the history, and nothing is written to it */
    const char *arguments;           /* command line, for the run's record */

    /* As in index_request. */
    void (*progress)(uint32_t finished, uint32_t total, const char *path, void *user);
    void *user;
};

enum stage { STAGE_LOAD, STAGE_INDEX, STAGE_LINK, STAGE_SUMMARIZE, STAGE_RULES, STAGE_STORE, STAGE_COUNT };

const char *stage_name(enum stage stage); /* "load", "index", … */

/* All that a run has made so far; later members are NULL until their stage is done. */
struct pipeline {
    struct intern *strings; /* of the modules */
    struct project *project;
    const char *const *rules; /* to run; NULL: all */
    char *database;           /* path */
    struct models *models;
    struct store *store;
    struct index_result *index;
    struct program *program;        /* NULL, too, when the conclusions were known */
    struct conclusions conclusions; /* units as soon as the facts are there */
    struct results *results;        /* of the conclusions */
    char *revision;                 /* git commit or NULL */
    bool is_dirty;
    int64_t run; /* its number in the history; 0: not recorded */
    double seconds[STAGE_COUNT];
};

/* Runs all stages. NULL and a sentence when one cannot do its work. If only the history could not be written, the run is returned
 * with `run` 0 and the sentence in `err`. */
struct pipeline *pipeline_check(const struct pipeline_request *request, struct error *err);

/* The stages up to `last`: for dumps. */
struct pipeline *pipeline_run(const struct pipeline_request *request, enum stage last, struct error *err);

/* Only root, configuration and the path of the database: for commands that read the database. */
struct pipeline *pipeline_open(const struct pipeline_request *request, struct error *err);

void pipeline_free(struct pipeline *pipeline); /* NULL is fine */

#endif
