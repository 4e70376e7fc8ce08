/* cycle.h: what the files of the rule owning-cycle share. */
#ifndef LINGER_RULE_CYCLE_H
#define LINGER_RULE_CYCLE_H

#include "program/holds.h"
#include "rule/internal.h"

enum { CYCLE_EDGES = 7 };

/* Objects that keep each other alive: the holder of edge i+1 is what edge i holds, round and round. */
struct cycle {
    struct hold edges[CYCLE_EDGES];
    uint32_t count;
    uint32_t exits;                  /* of the function at which all edges are in force */
    const struct holdings *holdings; /* the function that closes it; NULL for `split` */
    bool is_split;
};

/* Why nothing breaks the cycle, or what does. */
struct verdict {
    bool is_broken;
    const char *reason;                  /* when broken, for `--why-not` */
    const struct break_site *in_vain;    /* a break that can never run: it is in a destructor of the cycle's own */
    const struct break_site *uncalled;   /* a break in a function that nothing calls */
    const struct break_site *in_passing; /* a break that only comes when something happens: no closing function makes it */
    const struct break_site *partial;    /* a break in the same function, on other exits */
};

struct cycle_check {
    const struct program *program;
    struct results *results;
    struct holds *holds;
    GHashTable *seen;     /* signatures of cycles */
    GHashTable *listed;   /* rows of the ownership graph */
    GHashTable *teardown; /* struct node * -> record id whose end it belongs to */
    GHashTable *closing;  /* struct node *: runs when a user is done with an object */
    uint32_t entries;     /* of the program: one, or it is a library or several programs */
};

/* cycle_search.c: calls `found` for each cycle that the function's stores build; a cycle may be found several times. */
typedef void cycle_found(struct cycle_check *check, const struct cycle *cycle);
void cycle_search(struct cycle_check *check, const struct holdings *holdings, cycle_found *found);
/* cycle_split.c: the same for stores that stand in different functions. */
/* Can the field hold such an object, by its type? */
bool cycle_fits_type(const struct cycle_check *check, const struct hold *hold);
bool cycle_is_of_part(const struct hold *hold);
void cycle_search_split(struct cycle_check *check, cycle_found *found);

/* cycle_teardown.c */
void cycle_find_teardown(struct cycle_check *check);
void cycle_find_closing(struct cycle_check *check); /* after the teardown */
/* The record whose object a C function gets: its first parameter, or what that is cast to; NULL when it cannot be told. */
const char *cycle_record_of_c(const struct node *node);

/* cycle_break.c */
struct verdict cycle_judge(const struct cycle_check *check, const struct cycle *cycle);

/* cycle_report.c */
void cycle_report(struct cycle_check *check, const struct cycle *cycle, const struct verdict *verdict);
char *cycle_signature(const struct cycle_check *check, const struct cycle *cycle); /* g_free */

/* untraversed.c: extension types of CPython that own others but do not tell its collector. */
void untraversed_check(struct cycle_check *check);

#endif
