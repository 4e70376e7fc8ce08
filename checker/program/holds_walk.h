/* holds_walk.h: what the files of the ownership graph share. */
#ifndef LINGER_PROGRAM_HOLDS_WALK_H
#define LINGER_PROGRAM_HOLDS_WALK_H

#include "program/holds.h"

enum { SPOTS_MAX = 6, MEMORY_MAX = 160, OBJECT_DEPTH = 5 };

struct spots {
    struct spot items[SPOTS_MAX];
    uint32_t count;
};

/* What is stored where at one point of a function. */
struct memory {
    GArray *holds; /* struct hold */
};

struct holds {
    const struct program *program;
    const struct models *models;
    struct intern *strings;
    struct arena *arena;
    GHashTable *objects, *paths; /* hash-consed */
    GHashTable *of_node;         /* struct node * -> struct holdings * */
    GPtrArray *in_order;         /* struct holdings * */
    GHashTable *breaks;          /* "record.field" -> GPtrArray of struct break_site * */
    GPtrArray *handle_breaks;
    GHashTable *break_sites;        /* set of all of them: each is noted once */
    GHashTable *counted, *released; /* "record.field" of raw pointers that are given, and give back, references */
    GHashTable *parts;              /* "record.field" that point to a part of the object itself */
    GHashTable *constructors;       /* record id -> GPtrArray of struct node * */
    GHashTable *counting;           /* function id -> enum counting */
    const struct object *unknown, *null;
};

struct walk {
    struct holds *holds;
    const struct node *node;
    const struct function *function;
    struct memory memory;
    const struct instr *instr;
    struct loc loc;
    uint32_t block, *rank;  /* rank: of each block, in the order walked; NO_BLOCK when out of reach */
    GHashTable *referenced; /* objects a reference was taken to in this function */
    struct spots results;
    bool is_starting; /* what a constructor does is being put in here: what it empties was empty */
};

/* --- holds_order.c ------------------------------------------------------------------------------------------------------- */

/* Block numbers in the order to walk them, NO_BLOCK at the end; g_free. Fills `rank`, one for each block. */
uint32_t *walk_order(const struct function *function, uint32_t *rank);

/* --- holds_object.c ------------------------------------------------------------------------------------------------------ */

const struct object *object_make(struct holds *holds, struct object shape);
const struct object *object_variable(struct walk *walk, enum object_kind kind, uint32_t index, const struct type *type);
/* What the spot pointed to at first; unknown when that is too deep or no pointer. */
const struct object *object_initial(struct holds *holds, struct spot spot);
const struct field_path *path_add(struct holds *holds, const struct field_path *before, const char *record, const char *field,
                                  const struct type *type);
const struct field_path *path_join(struct holds *holds, const struct field_path *before, const struct field_path *after);
/* The path with `from` at its beginning replaced by `to`; false when it does not begin with it. */
bool path_rebase(struct holds *holds, const struct field_path *path, const struct field_path *from, const struct field_path *to,
                 const struct field_path **result);
const struct type *spot_type(struct spot spot);
/* What the models say, or the shape of the type. */
enum ownership ownership_of(const struct models *models, const struct type *type);
/* What a value of this type points to; NULL: it is no pointer, or nobody knows. */
const struct type *type_pointed(const struct models *models, const struct type *type);
bool object_is_nonlocal(const struct object *object);
void spots_add(struct spots *spots, struct spot spot);
void spots_add_all(struct spots *spots, const struct spots *more);

/* --- holds_memory.c ------------------------------------------------------------------------------------------------------ */

struct spots memory_read(struct walk *walk, const struct spots *spots);
/* Only what was stored, not what may have been there before. */
struct spots memory_stored(const struct walk *walk, struct spot spot);
struct store {
    const struct type *type; /* of the value stored, or NULL */
    const char *via;
    bool owned, keeps; /* keeps: added to what is there already */
    bool weak, has_handle;
};
void memory_store(struct walk *walk, const struct spots *at, const struct spots *values, struct store how);
void memory_copy_parts(struct walk *walk, struct spot from, struct spot to);
void memory_empty(struct walk *walk, const struct spots *at, const char *how, bool wholly);
void memory_swap(struct walk *walk, struct spot a, struct spot b);
struct memory memory_clone(const struct memory *memory);
void memory_join(struct memory *into, const struct memory *from);

void break_note(struct walk *walk, const struct field_path *path, const char *how);
void break_note_field(struct walk *walk, const char *record, const char *field, const char *how);
/* When nobody knows which object the operand is in: by the name of the field alone. */
void break_note_operand(struct walk *walk, const struct operand *operand, const struct spots *spots, const char *how);
void break_note_handle(struct walk *walk, const char *how);
/* References are taken to, or given back from, what the values are. */
void count_reference(struct walk *walk, const struct spots *values);
void count_release(struct walk *walk, const struct spots *values, const char *how);
/* The references that these fields had go to somebody else. */
void count_handed_on(struct walk *walk, const struct spots *places);
bool count_is_owned(const struct walk *walk, const struct spots *values);

/* --- holds_place.c ------------------------------------------------------------------------------------------------------- */

struct spots place_spots(struct walk *walk, const struct place *place);
struct spots operand_values(struct walk *walk, const struct operand *operand); /* as the IR says */
struct spots operand_loaded(struct walk *walk, const struct operand *operand); /* C++ references looked through */
struct spots operand_target(struct walk *walk, const struct operand *operand); /* the place a reference or pointer names */
const struct type *operand_type(const struct operand *operand);                /* without reference */

/* --- holds_effect.c ------------------------------------------------------------------------------------------------------ */

void effects_apply(struct walk *walk, const struct instr *instr, const struct model *model);

/* --- holds_call.c -------------------------------------------------------------------------------------------------------- */

void call_apply(struct walk *walk, const struct instr *instr);
/* `stats->set_timer(t)` in a template: the id of the method of that name, if it takes as many arguments; else NULL. */
const char *call_dependent_target(const struct program *program, const struct instr *instr);
void closure_make(struct walk *walk, const struct instr *instr);
/* Runs a constructor of `record` that takes these arguments on the object. */
void construct(struct walk *walk, const char *record, struct spot object, const struct operand *args, uint32_t arg_count);
const struct object *closure_of_call(struct walk *walk, const struct instr *instr);

/* --- holds_count.c ------------------------------------------------------------------------------------------------------- */

enum counting { COUNTING_NONE, COUNTING_TAKES, COUNTING_GIVES };
/* Does a function of the project take or give back a reference to its first argument (or `this`)? */
enum counting counting_of(struct holds *holds, const char *function);
void counting_find(struct holds *holds);

#endif
