/* holds.h: who keeps whom alive. The ownership graph over abstract objects, function by function and program-wide.
 *
 * An object is known by how a function gets at it: `this`, what a parameter points to, what a field of those points to, what is
 * allocated or captured here. A hold says: the field `at` keeps the object `held` alive. Summaries of callees are put into the
 * caller's terms, so that stores of one call tree meet on the same objects. */
#ifndef LINGER_PROGRAM_HOLDS_H
#define LINGER_PROGRAM_HOLDS_H

#include "program/program.h"

enum object_kind {
    OBJECT_UNKNOWN, /* something we cannot name */
    OBJECT_NULL,    /* nothing: null, or an empty container, pointer or function */
    OBJECT_THIS,    /* what `this` points to */
    OBJECT_PARAM,   /* the parameter variable itself */
    OBJECT_CAPTURE, /* the captured variable itself */
    OBJECT_LOCAL,
    OBJECT_TEMP,
    OBJECT_STATIC,
    OBJECT_FIELD,   /* what the place `base`.`path` pointed to when the function began */
    OBJECT_FRESH,   /* allocated at `site`; base: the callee's object when a call brought it here */
    OBJECT_RESULT,  /* what the call at `site` gave, of which nobody knows where it came from; base as above */
    OBJECT_CLOSURE, /* a lambda or bound function made at `site`; base as above */
};

/* Fields from the outside in: `conn.timers.first` is path(first) before path(timers). NULL is the object itself. */
struct field_path {
    const struct field_path *before;
    const char *record, *field;
    const struct type *type; /* of the field; may be NULL */
};

struct object {
    enum object_kind kind;
    uint32_t index; /* which parameter, capture, local or temporary */
    uint32_t depth; /* how many bases below */
    const struct object *base;
    const struct field_path *path; /* OBJECT_FIELD */
    const void *site;              /* instruction; symbol of a static */
    const struct type *type;       /* of the object itself; may be NULL */
    const char *record;            /* id of its record, or NULL */
    struct loc loc;                /* where it was made */
};

/* A place in memory: a part of an object. */
struct spot {
    const struct object *object;
    const struct field_path *path;
};

enum hold_strength {
    HOLD_POINTS,  /* points there, keeps nothing alive */
    HOLD_UNIQUE,  /* unique_ptr, by-value */
    HOLD_CLOSURE, /* a function object is stored */
    HOLD_SHARED,  /* a reference-counted smart pointer */
    HOLD_COUNTED, /* a reference taken by hand: g_object_ref, Py_INCREF */
};

struct hold {
    struct spot at;
    struct spot held;
    enum hold_strength strength;
    bool owned;                      /* the value came with a reference of its own, which the place now has */
    bool is_implied;                 /* not stored here: that is what the field points to */
    bool has_handle;                 /* a handle was kept that can undo it */
    bool is_maybe;                   /* one of several objects it could be */
    struct loc loc;                  /* of the store */
    const struct function *function; /* in which the store stands */
    struct loc call_loc;             /* the call in this function that brought it; line 0: none */
    const char *via;                 /* "push_back", "="; NULL: plain */
    uint32_t exits;                  /* bit i: in force at exit i of the function */
    uint32_t block;
};

/* A place where a field is emptied. */
struct break_site {
    const char *record, *field;
    const struct node *node;
    struct loc loc;
    const char *how; /* "reset", "= nullptr" */
    uint32_t block;
    bool is_handle; /* undone by its handle: nobody knows whose field */
};

/* What one function leaves behind. Captured variables are fields of the closure: their `record` is the id of the body. */
struct holdings {
    const struct node *node;
    struct hold *holds; /* in force at some exit; first those that callers can see */
    uint32_t hold_count, summary_count;
    struct spot *results; /* what it may return */
    uint32_t result_count;
    struct loc *exits;
    uint32_t exit_count;
};

struct holds; /* opaque */

struct holds *holds_build(const struct program *program);
void holds_free(struct holds *holds);

/* In an order where callees come first. */
uint32_t holds_count(const struct holds *holds);
const struct holdings *holds_at(const struct holds *holds, uint32_t i);

/* struct break_site * of a field (interned strings), or NULL. Those undone by handle: holds_handle_breaks(). */
const GPtrArray *holds_breaks(const struct holds *holds, const char *record, const char *field);
const GPtrArray *holds_handle_breaks(const struct holds *holds);

/* How a field of this type keeps what is put into it. */
enum hold_strength holds_type_strength(const struct models *models, const struct type *type);
/* Is the raw pointer field given references of its own somewhere, which are released elsewhere? */
bool holds_field_is_counted(const struct holds *holds, const char *record, const char *field);
/* Does the raw pointer field point to a part of the object that has it? */
bool holds_field_is_part(const struct holds *holds, const char *record, const char *field);
/* Does the function of the project give back a reference to its first argument, ending it when none is left? */
bool holds_gives_back(const struct holds *holds, const char *function);
/* Does one record derive from the other, or are they the same? Unknown ones (NULL) are. */
bool holds_related(const struct program *program, const char *record, const char *other);
bool holds_derives(const struct program *program, const char *record, const char *base);

/* "Conn::timer_" */
const char *holds_record_name(const struct program *program, const char *record);

#endif
