/* state.h: one disjunct of the symbolic execution: memory, assumptions, registrations in force, what ended, and how we got here.
 * States are values: copy before changing. All memory comes from the execution's scratch arena. */
#ifndef LINGER_FLOW_STATE_H
#define LINGER_FLOW_STATE_H

#include "flow/summary.h"

enum { STATE_LOOPS = 24, STATE_CELLS = 256, STATE_FACTS = 64 };

struct ending {
    const struct region *element;
    struct loc loc;
    bool is_handle;             /* only the descriptor or handle kept in `field` was closed */
    const struct region *field; /* NULL: unknown */
    struct value handle;        /* what was closed */
    uint8_t hops;               /* calls between the end and here */
};

struct state {
    struct arena *arena; /* scratch */
    struct arena *keep;  /* of traces, which outlive the execution */
    struct regions *regions;
    struct cell *cells; /* sorted by region */
    uint32_t cell_count, cell_capacity;
    struct assumption *assumptions;
    uint32_t assumption_count, assumption_capacity;
    struct fact *facts; /* everything done so far, in order; a registration that is undone is taken out again */
    uint32_t fact_count, fact_capacity;
    struct ending *endings;
    uint32_t ending_count, ending_capacity;
    const struct trace *trace;
    uint32_t registrations; /* facts of kind EFFECT_REGISTER: cheap test */
    uint8_t visits[STATE_LOOPS];
    uint8_t epoch;                         /* loop iterations so far, at most 3: names of fresh cells depend on it */
    struct state **dropped, *next_dropped; /* states whose memory may be used again */
};

struct state *state_new(struct arena *arena, struct arena *keep, struct regions *regions);
struct state *state_copy(const struct state *state);
/* Nobody looks at it any more: its memory, which is in the cache still, serves the next copy. */
void state_drop(struct state *state);

/* What the region holds now; INIT(region) when nothing was written. Unknown for NULL. */
struct value state_load(const struct state *state, const struct region *region);
/* Forgets what was known below the region, then writes. */
void state_store(struct state *state, const struct region *region, struct value value);
bool state_is_written(const struct state *state, const struct region *region);
/* Forgets plain numbers kept in or behind the object: somebody unseen may have changed them. */
void state_forget_numbers(struct state *state, const struct region *object);
/* The symbol is given to another value now: what was assumed of the old one is no longer true. */
void state_renew(struct state *state, const struct region *symbol);
/* Copies everything known below `from` to below `to` (assignment of records). */
void state_copy_below(struct state *state, const struct region *to, const struct region *from);

uint8_t state_signs(const struct state *state, struct value value);
/* The value has one of these signs; false when that cannot be. */
bool state_narrow(struct state *state, struct value value, uint8_t signs);
/* Adds value <op> number to what is assumed; false when that cannot be. */
bool state_assume(struct state *state, struct value value, enum binary_operator op, int64_t number);
/* Would state_assume() say true? */
bool state_allows(const struct state *state, struct value value, enum binary_operator op, int64_t number);
/* Adds left <op> right, of two symbols; false when that cannot be. */
bool state_assume_order(struct state *state, struct value left, enum binary_operator op, struct value right);
/* a and b were found equal: from now on one name. False when they cannot be. */
bool state_assume_equal(struct state *state, struct value a, struct value b);

struct fact *state_add_fact(struct state *state, struct fact fact);
void state_drop_fact(struct state *state, uint32_t index);
/* Once: but the end of the object itself counts for more than that of a handle in it. */
void state_add_ending(struct state *state, struct ending ending);
const struct ending *state_ending_of(const struct state *state, const struct region *element);
void state_step(struct state *state, enum trace_kind kind, struct loc loc, const char *function, const char *text);

/* Two states that did the same and agree on the numbers in the function's own variables (ret = -1, registered = true) may be
 * joined: the hash covers just that. */
uint64_t state_signature(const struct state *state);
bool state_can_join(const struct state *a, const struct state *b);
/* `into` becomes what both say; where their memory differs, nothing is known. */
void state_join(struct state *into, const struct state *other);
/* Nothing distinguishes the two. */
bool state_same(const struct state *a, const struct state *b);
/* Forgets what fresh objects hold that nothing refers to any more. */
void state_collect(struct state *state);
/* Forgets temporaries: those that live within one block. */
void state_forget_temps(struct state *state, const bool *is_shared);

#endif
