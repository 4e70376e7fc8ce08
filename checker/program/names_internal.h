/* names_internal.h: what the files names*.c share: an index of who writes which cell, who calls whom with what, and repetition.
 */
#ifndef LINGER_PROGRAM_NAMES_INTERNAL_H
#define LINGER_PROGRAM_NAMES_INTERNAL_H

#include "program/names.h"

enum write_role {
    WRITE_DST,    /* the instruction's destination */
    WRITE_EFFECT, /* effect `index` of the call's model puts something there */
    WRITE_ARG,    /* passed by address as argument `index` of a function; ARG_RECEIVER: it is the object */
    WRITE_UP,     /* counted up by a call: ++, fetch_add */
    WRITE_DOWN,
};

enum { ARG_RECEIVER = UINT32_MAX };

struct write {
    const struct node *node;
    const struct instr *instr;
    enum write_role role;
    uint32_t index;
};

struct names {
    struct program *program;
    struct arena *arena;
    GHashTable *writes;       /* cell -> GArray of struct write */
    GHashTable *sites;        /* function id -> GArray of struct name_site */
    GHashTable *closures;     /* id of a closure's body -> struct name_site: where it is made */
    GHashTable *constructors; /* record id -> GPtrArray of struct node */
    enum name_again *again;   /* by node->index of `order` */
    bool *per_event_thread;
    GHashTable *order; /* struct node -> position + 1 */
    GHashTable *why;   /* struct node -> struct node that makes it run again, or itself */
};

const GArray *names_writes(struct names *names, const char *cell);
const struct name_site *names_closure(struct names *names, const char *function);

/* names_again.c */
void names_find_again(struct names *names);

/* names_words.c */
bool name_is_id(const char *name);      /* session_id, fd */
bool name_is_text_id(const char *name); /* session_id, uuid */
bool name_appends(const struct call *call);
bool type_is_text(const struct type *type); /* char *, char[], std::string, QString … through references */
bool type_is_few(const struct type *type);  /* bool, enumerations, characters */
bool name_mints(const struct call *call, enum name_strength *strength, const char **what);
bool name_carries(const struct call *call);
int name_counts(const struct call *call); /* 1, -1, 0 */

#endif
