/* engine.h: what the files of the symbolic execution share; nobody outside flow/ includes it. */
#ifndef LINGER_FLOW_ENGINE_H
#define LINGER_FLOW_ENGINE_H

#include "flow/flow.h"
#include "flow/state.h"

struct states {
    struct state **items;
    uint32_t count, capacity;
};

/* A state that reached an exit. */
struct leaving {
    struct state *state;
    enum exit_kind exit;
    struct value value;
    struct loc loc;
};

enum { FLOW_ROOTS = 128 };

struct flow {
    const struct flow_context *context;
    const struct function *function;
    struct arena *scratch;
    struct states *pending;      /* by block */
    uint32_t first_pending;      /* no block before it in reverse post-order is pending */
    uint8_t *loops;              /* block -> loop number + 1, or 0 */
    const bool *is_doomed;       /* by block: whatever follows, the process ends */
    bool *shared_temps;          /* temp -> used in more than one block */
    uint32_t *serials;           /* block -> number of its first instruction */
    GArray *leavings;            /* struct leaving */
    GArray *may;                 /* struct fact: removals, clearings and ends on any path */
    GHashTable *may_known;       /* the same, as struct may_key */
    GArray *deep;                /* struct fact: as in the summary */
    const struct summary **told; /* by instruction: the summary whose `may` was told last */
    GPtrArray *counted;          /* struct region *: objects of which a counter is counted down */
    GPtrArray *removed;          /* registries (regions and keys) out of which the function takes something */
    GHashTable *fresh;           /* names of callees' fresh cells here */
    GHashTable *made;            /* struct region *: fresh cells that hold the address of an object made here */
    GHashTable *found;           /* struct region * -> struct region *: fresh cells that hold an entry of a container -> that */
    uint32_t fresh_count, first_callee_fresh;
    const struct region *roots[FLOW_ROOTS]; /* variables asked for lately */
    struct translation *translations; /* substitute.c's memory */
    uint64_t translated;              /* calls so far, for that memory */
    uint32_t serial;                  /* of the instruction being executed */
    uint32_t budget, executed;        /* states of blocks that may be, and were, executed */
    uint32_t nesting;                 /* closures run from within closures: a lambda may hold itself */
    bool gave_up, throws, waits;
    bool is_cut;         /* more may be taken out than `may` says */
    struct given *given; /* what was in force at the entry, if the rule asked for that */
    uint32_t given_count;
    struct flow_stats *stats;
};

void states_push(struct flow *flow, struct states *states, struct state *state);
/* Joins what may be joined, then keeps at most FLOW_STATES, those with registrations first. */
void states_reduce(struct flow *flow, struct states *states);

/* --- execute.c --- */
void flow_enter(struct flow *flow, uint32_t block, struct state *state);
void flow_leave(struct flow *flow, struct state *state, enum exit_kind exit, struct value value, struct loc loc);
/* An exception leaves the block. */
void flow_throw(struct flow *flow, const struct block *block, struct state *state, struct loc loc);

/* --- instr.c --- */
const struct region *flow_region(struct flow *flow, struct state *state, const struct place *place);
struct value flow_value(struct flow *flow, struct state *state, const struct operand *operand);
/* Its number: a loop's later iterations get others than those whose objects are registered. */
enum { FRESH_SLOTS = 8 };
uint32_t flow_slot(struct flow *flow, const struct state *state);
/* A cell of its own for what the current instruction makes. */
struct value flow_fresh(struct flow *flow, struct state *state);
/* The same for memory that did not exist before: it is nothing else. */
struct value flow_allocated(struct flow *flow, struct state *state);
/* m[k] = v: between the look-up and the store, k lies beside the slot. */
const struct region *flow_slot_key(struct flow *flow, const struct region *slot);
void flow_write(struct flow *flow, struct state *state, const struct instr *instr, struct value value);
/* Executes one instruction; the states it leads to are pushed to `out`. */
void flow_instr(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state, struct states *out);

/* --- exits.c: which exits are the odd ones --- */
/* Does the function take the registration back at its ordinary end, and this exit come before that? */
bool flow_skips_removal(const struct flow *flow, const bool *failures, const struct leaving *leaving,
                        const struct fact *registration);
/* An exception thrown in the block may reach a handler of this function. */
bool flow_is_guarded(const struct flow *flow, const struct block *block);

/* --- apply.c and model_call.c: what calls do --- */
struct arguments {
    const struct call *call;
    const struct operand *operands;
    uint32_t count;
    struct value *values;
    struct value receiver;
    struct value closure; /* of a call of a lambda: where captures come from */
    const struct instr *instr;
};
void flow_apply_model(struct flow *flow, const struct block *block, const struct model *model, const struct arguments *args,
                      struct state *state, struct states *out);
void flow_call(struct flow *flow, const struct block *block, const struct instr *instr, struct state *state, struct states *out);
/* A destructor, cleanup function or deleter; forks too. */
void flow_implicit_call(struct flow *flow, const struct block *block, const struct instr *instr, const struct call *call,
                        struct value receiver, struct state *state, struct states *out);
const struct region *flow_deleter(struct flow *flow, const struct region *guard);
bool flow_call_with(struct flow *flow, const struct block *block, const struct instr *instr, struct value target,
                    struct value argument, struct state *state, struct states *out);
/* A function of the project that was not seen, or not to its end, and is given the element or a way to the registry: it may have
 * undone the registration. Of a callee that takes out more than it can tell, only registrations that the rule gave are doubted.
 */
void flow_doubt(struct flow *flow, struct state *state, const struct arguments *args, bool only_given);
/* Registrations many calls below. */
bool flow_is_too_deep(const struct flow *flow, const struct fact *registration);
void flow_remember_deep(struct flow *flow, const struct fact *registration);
void flow_note_invocation(struct state *state, struct value target, struct loc site);
bool flow_macro(struct flow *flow, const struct block *block, const struct instr *macro, struct state *state, struct states *out);
void flow_run_closure(struct flow *flow, const struct block *block, const struct instr *instr, struct value closure,
                      struct state *state, struct states *out);

/* What a C++ reference argument refers to, or NULL: it is no reference. And the type of that. */
const struct region *flow_referred(struct flow *flow, struct state *state, const struct arguments *args,
                                   const struct operand *operand);
const struct type *flow_referred_type(const struct operand *operand);
/* Raw and smart pointers, closures. */
bool flow_is_pointer_like(const struct flow *flow, const struct type *type);

/* --- entry.c: what an entry of a container refers to --- */
/* The container keeps a copy of what the operand is or points to. */
bool flow_keeps_copy(const struct flow *flow, const struct arguments *args, const struct effect *effect,
                     const struct operand *operand);
/* What a place of that type does with the object put into it: smart pointers own it or forget it by themselves. */
uint32_t flow_owning_flags(const struct flow *flow, const struct type *type);
/* The same of a container's entries. */
uint32_t flow_entry_flags(const struct flow *flow, const struct arguments *args, const struct operand *operand);
/* A container of raw pointers. */
bool flow_holds_raw(const struct flow *flow, const struct type *container);
void flow_register_captures(struct flow *flow, struct state *state, struct value closure, struct fact fact);
void flow_register_below(struct flow *flow, struct state *state, const struct region *record, const struct fact *entry);
void flow_register_copied(struct flow *flow, struct state *state, const struct arguments *args, const struct effect *effect,
                          const struct operand *operand, struct fact entry);
void flow_keep_parts(struct flow *flow, struct state *state, const struct region *whole, const struct arguments *args,
                     uint32_t first);

/* --- substitute.c: callees' summaries in the caller's words --- */
void flow_apply_summary(struct flow *flow, const struct block *block, const struct summary *summary, const struct arguments *args,
                        const char *callee, struct state *state, struct states *out);

/* --- effects.c: what happens to registries --- */
void flow_register(struct flow *flow, struct state *state, struct fact fact);
GHashTable *flow_may_keys(void);
bool flow_passes_on(struct flow *flow, const struct fact *fact);
/* What the registrations of a state are about, as bits: what is not marked is surely about something else. */
enum { MARK_WORDS = 8 };
struct marks {
    uint64_t bits[MARK_WORDS];
};
void flow_mark_registrations(const struct flow *flow, const struct state *state, struct marks *marks);
/* Is there a registration, of those marked, that the removal, in the words of this function, takes back? */
bool flow_takes_any(const struct flow *flow, const struct state *state, const struct marks *marks, const struct fact *removal);
void flow_remove(struct flow *flow, struct state *state, struct fact fact);
void flow_begin_life(struct flow *flow, const struct instr *instr, struct value value, const struct type *type);
/* What an argument points to, or what the pointer it points to does: conn_free(c), conn_free(&c). */
bool flow_is_callers(const struct region *element);
void flow_end(struct flow *flow, struct state *state, const struct region *element, struct fact fact);
void flow_end_handle(struct flow *flow, struct state *state, const struct region *place, struct value handle, struct fact fact);
/* The element of a registration: the object a value points to, and the link field inside it. */
const struct region *flow_element(struct flow *flow, struct value value, const char **link);
/* The program-wide name of a link: "record.field". */
const char *flow_link(struct flow *flow, const char *record, const char *field);
const char *flow_link_below(struct flow *flow, const char *outer, const char *inner);
const char *flow_region_name(struct flow *flow, const struct region *region);
const char *flow_operand_name(struct flow *flow, const struct operand *operand, const struct region *element);

/* --- shape.c: containers made by hand, seen by the shape of their stores --- */
void flow_shape_store(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region,
                      struct value value);
/* n = (n + 1) % SIZE: the array that n counts is a ring. */
void flow_shape_wrap(struct flow *flow, const struct instr *instr, const struct region *region);
void flow_shape_count(struct flow *flow, struct state *state, const struct instr *instr, const struct region *region);

/* --- found.c --- */
/* The value came out of the container. */
void flow_find(struct flow *flow, struct value value, const struct region *container);
/* Where the pointer to the object was read, if in memory that has a name. */
const struct region *flow_read_from(const struct region *element);
/* The container that a look-up found the object in, or an object that leads to it; or NULL. */
const struct region *flow_looked_up_in(const struct flow *flow, const struct region *element);
/* One of the two. */
const struct region *flow_found_in(const struct flow *flow, const struct region *element);
/* Where both were read: list->first, and list->first->next. */
const struct region *flow_found_in_common(const struct region *a, const struct region *b);

/* --- given.c: registrations in force when the function is entered --- */
void flow_give(struct flow *flow, struct state *state, struct given *given, uint32_t count);
/* Another entry of a container at stake has come to its end. */
void flow_tell_end(const struct flow *flow, struct state *state, const struct fact *end);
/* Something else is written where an object was found. */
void flow_tell_store(const struct flow *flow, struct state *state, const struct region *place);
/* A call: may it end a container that something was given in? */
void flow_tell_call(const struct flow *flow, struct state *state, const char *callee);
/* What has ended, and is in force still, ends once more. */
void flow_tell_end_again(const struct flow *flow, const struct state *state, const struct fact *registration, struct loc loc);
void flow_tell_fates(const struct flow *flow, struct given *given, uint32_t count);

/* --- finish.c: from exits to outcomes and suspicions --- */
const struct summary *flow_finish(struct flow *flow);
/* Which of the leavings are failures (success.c). */
void flow_judge_success(const struct flow *flow, bool *is_failure);

#endif
