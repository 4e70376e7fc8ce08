/* flow.h: front door of the analysis of one function: its IR and the summaries of its callees in, its own summary out.
 *
 * A disjunctive symbolic execution in the manner of Pulse (Le, Raad, Villard, Berdine, Dreyer, O'Hearn, "Finding Real Bugs in Big
 * Programs with Incorrectness Logic", OOPSLA 2022), much smaller: at most FLOW_STATES states a block, loops twice. */
#ifndef LINGER_FLOW_FLOW_H
#define LINGER_FLOW_FLOW_H

#include "flow/summary.h"

enum { FLOW_STATES = 12, FLOW_OUTCOMES = 6, FLOW_TARGETS = 6 };

/* What flow asks of the program around it. */
struct flow_context {
    const struct models *models;
    struct regions *regions;
    struct intern *strings;
    struct arena *arena;   /* summaries, traces and suspicions live here */
    GHashTable *passed_on; /* set of struct fact *, by content: what callers pass on as it is is kept once */
    GPtrArray *suspicions; /* struct suspicion *, in order of discovery: of the function that is analysed */
    void *program;
    /* NULL: no body in the program, or not analysed (irrelevant ones have a trivial summary). */
    const struct summary *(*summary_of)(void *program, const char *id);
    /* Whom the call may reach: the callee, overriders, or what is stored where `target` comes from. `complete` false: others too.
     */
    uint32_t (*targets_of)(void *program, const struct call *call, struct value target, const char *ids[FLOW_TARGETS],
                           bool *complete);
    const struct function *(*function_of)(void *program, const char *id);
    const struct record *(*record_of)(void *program, const char *id);
    const struct variable *(*variable_of)(void *program, const char *id);
    const struct model *(*model_of)(void *program, const struct instr *instr);
    /* What a function's name tells, where its body does not; or NULL. */
    const struct model *(*name_of)(void *program, const char *id);
    /* False: compiled without exceptions. */
    bool (*can_throw)(void *program, const struct function *function);
    /* The method of that name of a record, or NULL: a deleter's operator(). */
    const char *(*method_of)(void *program, const char *record, const char *name);
    /* A registration, removal, clearing or end whose registry has a program-wide name. Called again when a function is
     * re-analysed. */
    void (*note)(void *program, const struct function *function, const struct fact *fact, const char *registry_key);
};

struct flow_stats {
    uint64_t states, blocks, gave_up;
};

/* For `passed_on`. */
GHashTable *flow_passed_on_new(void);

/* Executes the function (cfg_prepare() was called on it). Never NULL. `scratch` is reset by the caller afterwards. */
const struct summary *flow_analyze(const struct flow_context *context, const struct function *function, struct arena *scratch,
                                   struct flow_stats *stats);

/* --- what becomes of a registration (given.c) ------------------------------------------------------------------------------- */

/* A registration that is in force when a function is entered, and what becomes of it on the ways through. */
struct given {
    struct fact registration; /* registry, element and link in the words of the function */
    bool ends_here;           /* the object ends with the function: destructors, release callbacks */
    bool is_found;            /* the function gets the object out of that very container */
    const struct region *way; /* the object's own pointer to the container: where it is null, the object is not in; may be NULL */
    GHashTable *teardown;     /* ids of functions that may end the container itself; NULL: none */
    uint32_t left;            /* exits at which the element has ended and is registered still */
    uint32_t gone;            /* exits before which it was taken out */
    uint32_t unsure;          /* exits before which it may have been taken out */
    uint32_t kept;            /* is_found: exits at which it lives on, and is registered still */
    uint32_t swept;           /* is_found: exits at which another entry of the container has ended, too */
    bool is_again;            /* it is no exit: the function ends it a second time there */
    struct loc exit, end;     /* of the first exit that left it */
    const struct trace *trace;
};

/* Executes the function once more, with these registrations. */
void flow_follow(const struct flow_context *context, const struct function *function, struct given *given, uint32_t count,
                 struct arena *scratch);

/* --- registries (registry.c) --------------------------------------------------------------------------------------------- */

/* The container a head, node, slot or cursor region belongs to: `list->head`, `list->head->next` and `*list` are one. */
const struct region *registry_of(const struct flow_context *context, const struct region *region);
/* The program-wide name of a registry: the static variable, or "record.field"; NULL: only its callers can tell. */
const char *registry_key(const struct flow_context *context, const struct region *registry);
/* Is the field a pointer to its own record (or to a record it is embedded in like a list node)? */
bool registry_is_link(const struct flow_context *context, const char *record, const char *field);
/* Is the region a field that heads a list: head, tail, first, last, pointing at records with links? */
bool registry_is_head(const struct flow_context *context, const struct region *region);
/* The region is the field that points to the end of a list, `out_last`: the field beside it that points to its beginning, `out`;
 * else NULL. */
const char *registry_beginning(const struct flow_context *context, const struct region *field);
/* Id of the record that the field points to, or NULL. */
const char *registry_pointee(const struct flow_context *context, const char *record, const char *field);
/* Can the field point to an object (a record, or anything), and not only to the next node? */
bool registry_holds_objects(const struct flow_context *context, const char *record, const char *field);

/* Of a static variable or a field, or NULL. */
const struct type *registry_type(const struct flow_context *context, const struct region *registry);
/* The same field of an element, whatever record a cast made of it (uv_handle_t or uv_process_t), or seen from the record around
 * it: "record.field", "record.field.field". */
bool flow_same_link(const char *a, const char *b);

/* --- printing -------------------------------------------------------------------------------------------------------------- */

void summary_print(GString *out, const struct function *function, const struct summary *summary);

#endif
