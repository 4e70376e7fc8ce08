/* names.h: where does a text come from? A backward value flow over the whole program, on demand and insensitive to the order of
 * statements: from an argument through locals, parameters, members, formatting and concatenation to literals, counters,
 * addresses.
 *
 * The answer is one of a chain: finite < unknown < unique. A text is unique when any part of it is new per object or per event;
 * it is finite when every part is known to come from a finite set; else it is unknown, and whoever asks stays silent. */
#ifndef LINGER_PROGRAM_NAMES_H
#define LINGER_PROGRAM_NAMES_H

#include "program/program.h"

enum name_verdict { NAME_FINITE, NAME_UNKNOWN, NAME_UNIQUE };

/* How sure is it that the values never come again? */
enum name_strength {
    NAME_FRESH,    /* never the same twice: counters, uuids, time, random numbers, peer addresses */
    NAME_REUSED,   /* the system gives them out again after a while: descriptors, ports, addresses, thread ids */
    NAME_SUPPOSED, /* only its name says so: a parameter `session_id` whose callers are out of sight */
};

/* One step of the way from the source to the text; the list begins at the source. */
struct name_hop {
    struct loc loc;
    const char *function; /* display name */
    const char *text;
    const struct name_hop *next; /* towards the text that was asked for */
};

/* One thing the text is unique by. */
struct name_origin {
    enum name_strength strength;
    const char *what; /* "'fd'", "the address of 'this'", "the counter 'next_id'" */
    const struct name_hop *hops;
    const struct node *minted_in;  /* the function that makes the text, after following wrappers' parameters outwards */
    const struct instr *minted_at; /* the call there; the first one traced from when there is no wrapper */
};

struct name {
    enum name_verdict verdict;
    GPtrArray *origins; /* struct name_origin *, only the unique ones */
    const char *reason; /* why it is unknown or finite, for people */
    bool is_nested;     /* a dot follows the part that changes: "conn.<id>.io" */
    GHashTable *cells;  /* set of interned names of the variables and members the text passed through */
};

struct names; /* opaque */

/* Reads the whole program once. The program must outlive it; its repetition must be known (program_summarize()). */
struct names *names_new(struct program *program);
void names_free(struct names *names);

/* Where the text of `operand`, used by `instr` in `node`, comes from. name_release() when done; the origins stay valid. */
struct name names_trace(struct names *names, const struct node *node, const struct instr *instr, const struct operand *operand);
void name_release(struct name *name);

/* The program-wide name of what is stored at a place: "F:record.field", "V:variable", "L:function#local"; NULL: nothing that has
 * one. Interned: equal pointers are equal cells. */
const char *names_cell(struct names *names, const struct node *node, const struct place *place);
/* "'fd'", "'Session.name_'": a place for people; NULL for temporaries. Interned. */
const char *names_label(struct names *names, const struct node *node, const struct place *place);

/* The operand a slot of a model speaks of; OPERAND_NONE when it is absent (and for results). */
struct operand names_slot(const struct instr *instr, const struct slot *slot);

/* A call of a function of the program: also through make_shared, emplace_back and the like. */
struct name_site {
    const struct node *node;
    const struct instr *instr;
    uint32_t shift; /* argument i of the function is argument i + shift of the call */
};

/* Known calls of the function with this id: GArray of struct name_site, or NULL. */
const GArray *names_sites(struct names *names, const char *function);

/* How often does it run? */
enum name_again {
    AGAIN_NO,
    AGAIN_PERHAPS, /* only callers out of sight can tell */
    AGAIN_YES,     /* for every event, request or connection */
};
enum name_again names_again(struct names *names, const struct node *node, const struct instr *instr);
/* "'serve' runs for every event": the reason for AGAIN_YES. Interned. */
const char *names_again_reason(struct names *names, const struct node *node, const struct instr *instr);
/* Does the function run in a thread that is started again and again? */
bool names_in_thread_per_event(struct names *names, const struct node *node);

#endif
