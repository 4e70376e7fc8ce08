/* summary.h: what a function does, as its callers and the program see it.
 *
 * A summary is a short list of outcomes: "it returns -1 and has done nothing", "it returns 0 and its second argument is now in
 * the list its first one points to". All regions are named from the function's inputs (see region.h), so a caller substitutes its
 * own. */
#ifndef LINGER_FLOW_SUMMARY_H
#define LINGER_FLOW_SUMMARY_H

#include "flow/region.h"
#include "model/model.h"

enum trace_kind { TRACE_REGISTER, TRACE_BRANCH, TRACE_CALL, TRACE_END, TRACE_EXIT, TRACE_THROW, TRACE_LOOP };

/* The steps that led to a state, newest first; shared between states. */
struct trace {
    const struct trace *before;
    enum trace_kind kind;
    struct loc loc;
    const char *text;     /* finished text of the step */
    const char *function; /* display name */
};

struct suspicion;

/* One thing a function did; one row of its summary. */
/* Signs that a symbol may have. */
enum { SIGN_NEGATIVE = 1, SIGN_ZERO = 2, SIGN_POSITIVE = 4, SIGN_ANY = 7, SIGN_NONZERO = 5 };

struct assumption {
    const struct region *region; /* about INIT(region) */
    uint8_t signs;
};

struct fact {
    enum effect_kind kind;         /* EFFECT_REGISTER, REMOVE, CLEAR, END, HOLD, RELEASE, … */
    uint32_t flags;                /* enum effect_flags */
    const struct region *registry; /* the container object; NULL: not known (removal through a link) */
    const struct region *element;  /* the object; NULL: any, or a plain value */
    const struct region *cell;     /* the list node that holds the element, when it is another object */
    const struct region *counter;  /* what counts the entries of an array, if seen */
    const struct region *way;      /* of what is noted: the element's own pointer that leads to the registry, if any does */
    const char *record;            /* id of the element's record type, where the operand told it */
    const char *cell_record;       /* id of the cell's record type */
    const char *link;              /* field of the element that links it, as "record.field"; NULL: none */
    struct value key;
    struct assumption flag;                   /* registered when a flag of the element said so; region NULL: none */
    struct loc site;                          /* in the function where the registry got its name, else innermost */
    struct loc here;                          /* where the function at hand does it, itself or by a call */
    const char *via;                          /* "TAILQ_INSERT_TAIL", "push_back", "hand-made list" */
    const char *element_name, *registry_name; /* for people, in the words of the function at `site`; may be NULL */
    const struct trace *trace;
    struct suspicion *origin; /* EFFECT_REGISTER left behind by a failing callee: its case */
    uint8_t hops;             /* calls between the function at `site` and here */
    uint8_t age;              /* calls since something new was last learnt of it */
    bool maybe;               /* only on some paths */
    bool is_doubted;          /* an unseen function of the project was given the element: it may have undone it */
    bool from_callee;
    bool by_constructor; /* done by a base's or a delegated constructor, whose destructor will run */
    bool is_handmade;    /* seen by the shape of stores, not told by a model */
    bool is_scalar;      /* EFFECT_REGISTER: a number or string, nothing that lives */
    bool is_resolved;    /* the registry has a program-wide name; already noted as an event */
    bool is_again;       /* noted already, in a callee that knew less of the element */
    bool is_new;         /* the element was made by the function at hand, or is `this` of its constructor */
    bool is_given;       /* in force when the function was entered (given.c) */
};

enum exit_kind { EXIT_RETURN, EXIT_THROW, EXIT_NORETURN };

struct cell {
    const struct region *region;
    struct value value;
};

struct outcome {
    enum exit_kind exit;
    struct value value; /* returned; VALUE_UNKNOWN: anything of `signs` */
    uint8_t signs;
    bool is_failure;            /* see success.c */
    bool is_made;               /* what it returns was made by the function */
    const struct region *found; /* where what it returns was read: a container, or a place in it; NULL: not known */
    struct assumption *assumptions;
    uint32_t assumption_count;
    struct fact *facts;
    uint32_t fact_count;
    struct cell *stores; /* what is written through parameters, this, statics and into returned objects */
    uint32_t store_count;
};

struct summary {
    struct outcome *outcomes;
    uint32_t outcome_count;
    const struct fact **may; /* everything that any path removes, clears or ends: for callers that must not overlook one */
    uint32_t may_count;
    struct fact
        *deep; /* registrations on some path, too many calls below for any judgement here: callers may know more of them */
    uint32_t deep_count;
    bool is_trivial;    /* touches nothing that callers need to know */
    bool is_incomplete; /* gave up on some paths: nothing may be concluded from what is absent */
    bool is_cut;        /* more may be taken out than `may` holds */
    bool may_throw;     /* a visible throw or a model's */
    bool waits;         /* waits for events: accept, poll, recv, dequeue */
    bool never_returns;
};

/* A registration that looks wrong at one exit of one function; the rule decides. */
enum suspicion_kind {
    SUSPICION_ENDED,      /* the element ended while registered */
    SUSPICION_LOCAL,      /* a local's address is registered when its scope ends */
    SUSPICION_FAILURE,    /* the function fails and leaves it registered */
    SUSPICION_SKIPPED,    /* an early exit comes before the removal at the function's ordinary end */
    SUSPICION_THROW,      /* an exception leaves the function, and leaves it registered */
    SUSPICION_CTOR_THROW, /* the same for `this` of a constructor */
};

struct suspicion {
    enum suspicion_kind kind;
    struct fact registration;
    const struct function *function; /* whose exit it is */
    struct loc exit, end;            /* where it leaves; where the element ended */
    const struct trace *trace;       /* up to the exit */
    bool is_owed;                    /* SUSPICION_THROW: the function itself throws, or takes it out on another way */
    bool is_made_up;                 /* some caller undoes it after the failure */
    struct suspicion *told_by;       /* its outcome was merged with this one's: callers know only that; NULL: not merged */
    uint32_t callers;                /* callers that were seen to take the failing exit */
};

#endif
