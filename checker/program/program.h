/* program.h: the whole program: facts of all units joined by symbol, call graph, summaries bottom-up; questions for rules. */
#ifndef LINGER_PROGRAM_PROGRAM_H
#define LINGER_PROGRAM_PROGRAM_H

#include "base/error.h"
#include "flow/flow.h"
#include "ir/ir.h"
#include "model/model.h"

struct program_options {
    /* 0 project, 1 test, 2 foreign: as project_path_kind(); called with loc.file. NULL: all is project */
    int (*path_kind)(const char *path, void *user);
    void *user;
    unsigned threads; /* 0 counts as 1 */
};

/* A function of the program: one body, its place in the call graph, and what was found out about it. */
struct node {
    struct function *function;
    const struct module *module;
    const struct summary *summary; /* NULL: not analysed yet */
    GPtrArray *callees, *callers;  /* struct node *, distinct, in order of id */
    GPtrArray *hands_over;         /* struct node *: functions that it gives to calls */
    GPtrArray *events;             /* struct event *, owned */
    GPtrArray *suspicions;         /* struct suspicion * */
    GPtrArray *loop_instrs;        /* struct instr *: inside a waiting loop of this function */
    bool is_relevant;              /* has something of its own to execute */
    bool is_address_taken;         /* stored in a table, passed as a callback */
    bool waits;                    /* it or a callee waits for events */
    bool is_in_event_loop;         /* reached from a loop that waits for events */
    bool repeats;                  /* runs without bound: see reach.c */
    bool is_analysed;
    uint32_t index, low, component; /* of the strongly connected components */
    bool on_stack;
    uint32_t first_step, last_step; /* of its analysis: see summarize.c */
};

/* A registration, removal, clearing or end that was seen, under its program-wide name. */
struct event {
    enum effect_kind kind;
    const char *key;         /* registry_key(); NULL for ends */
    const char *record;      /* of the element, if known */
    const char *cell_record; /* of the list node that holds the element, when it is another object */
    const char *link;        /* of the element: "record.field"; a removal through it may be from any registry that uses it */
    bool is_handmade;        /* seen by shape, not told by a model */
    const char *counter;     /* key of the counter of an array, if any */
    const char *registry, *element, *via; /* for people */
    struct loc site;
    uint32_t flags;
    bool is_object;                          /* the element is an object, not a number */
    bool is_new;                             /* the element was made by the function, or is `this` of its constructor */
    bool is_again;                           /* seen in a callee already, which knew less of the element */
    const struct region *object, *container; /* element and registry, as `node` names them; of an end: where it was read */
    const struct region *way;                /* the object's own pointer to the container, or NULL */
    const struct region *looked_up_in;       /* of an end: the container that gave the object, or what leads to it */
    const struct node *node;                 /* where it was seen */
};

struct program {
    const struct models *models;
    struct program_options options;
    struct intern *strings; /* shared with the modules */
    struct arena *arena;
    struct module *const *modules;
    uint32_t module_count;
    GPtrArray *nodes;       /* struct node *, by id */
    GHashTable *by_id;      /* id, as interned -> struct node */
    GHashTable *records;    /* id -> struct record */
    GHashTable *variables;  /* id -> struct variable */
    GHashTable *stored;     /* registry_key of a field or variable -> GPtrArray of function ids stored there */
    GHashTable *overriders; /* id, as interned, of a virtual method -> GPtrArray of ids that override it, at any depth */
    GHashTable *methods;    /* "record::name" -> id of a method */
    GHashTable *pairs;      /* function id, as interned -> struct model *: see pairs.c */
    GHashTable *models_of;  /* struct call * -> struct model * or NO_MODEL */
    bool is_shared;         /* several threads are at work: nothing is added to `models_of` */
    struct regions *regions;
    struct flow_context flow;
    GPtrArray *suspicions; /* struct suspicion *, callees' before callers' */
    GPtrArray *arenas;     /* struct arena *: of summaries, traces and suspicions */
    struct flow_stats stats;
    uint32_t analysed, trivial;
};

/* Modules stay owned by the caller, share one string table, and must outlive the program; cfg_prepare() is called on their
 * functions. Order does not matter: they are sorted by path inside. */
struct program *program_link(struct module *const *modules, uint32_t count, const struct models *models,
                             const struct program_options *options);

/* Analyses every relevant function, callees first. */
void program_summarize(struct program *program);
void program_free(struct program *program);

/* From now on (or no longer) several threads ask it questions. */
void program_share(const struct program *program, bool is_shared);

const struct node *program_node(const struct program *program, const char *id); /* or NULL */
int program_path_kind(const struct program *program, const char *path);
/* The model of a call, cached. */
const struct model *program_model(struct program *program, const struct instr *instr);

/* reach.c: marks what waits and what repeats without bound. After program_summarize(). */
void program_find_repetition(struct program *program);
/* main() calls it in one place, outside its loops, or a function does of which the same holds. */
bool program_runs_once(const struct program *program, const struct node *node);

/* For `linger dump`: only_function is a display name or NULL. */
void program_print(GString *out, const struct program *program);
void program_print_summaries(GString *out, const struct program *program, const char *only_function);
/* Each call of a function out of sight, with the model it has and what that means there. */
void program_print_calls(GString *out, struct program *program, const char *only_function);
/* For --stats: functions, relevant ones, states, bytes. */
void program_print_stats(GString *out, const struct program *program);

#endif
