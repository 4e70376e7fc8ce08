/* logger.h: what the files of the rule per-object-logger share. */
#ifndef LINGER_RULE_LOGGER_H
#define LINGER_RULE_LOGGER_H

#include "program/names.h"
#include "rule/internal.h"

/* A call with an effect on a logger. */
struct logger_use {
    const struct node *node;
    const struct instr *instr;
    const struct model *model;
    const struct effect *effect;
};

/* A call that creates or fetches a registered logger. */
struct logger_creation {
    struct logger_use use;
    const struct node *name_node; /* where the name is given: elsewhere for loggers that are made first and registered later */
    const struct instr *name_instr;
    struct operand name_operand; /* OPERAND_NONE: not found */
    struct name name;
    GHashTable *cells; /* where the logger and its name are kept: names_cell() */
};

struct logger_check {
    const struct program *program;
    struct results *results;
    struct names *names;
    GPtrArray *creations;                /* struct logger_creation * */
    GArray *drops, *attaches, *detaches; /* struct logger_use */
    bool is_registration_off;            /* spdlog::set_automatic_registration(false) */
    bool has_main;
};

/* --- logger_gather.c ----------------------------------------------------------------------------------------------------- */

void logger_gather(struct logger_check *check);
void logger_release(struct logger_check *check);
/* The cells that the value at `place` is copied to from here: members, variables, what callers do with a returned value. */
void logger_spread(struct names *names, const struct node *node, const struct place *place, GHashTable *cells);
bool logger_shares_cell(GHashTable *a, GHashTable *b);

/* --- logger_drop.c ------------------------------------------------------------------------------------------------------- */

enum drop_state {
    DROP_NONE,     /* nothing in the program drops it */
    DROP_PERHAPS,  /* something is dropped; whether it is this one cannot be told */
    DROP_COMPLETE, /* whenever the object ends */
    DROP_MISSED,   /* not on every path */
    DROP_UNCALLED, /* by a function that nobody calls */
};

struct drop_answer {
    enum drop_state state;
    const struct logger_use *drop; /* the one that counts, or the first */
    const struct node *missed_in;  /* DROP_MISSED: the function that ends the object, or leaves, without it */
    struct loc missed_at;
    const char *missed_how; /* "returns here without dropping it" */
};

struct drop_answer logger_find_drop(struct logger_check *check, const struct logger_creation *creation);

/* --- logger_handler.c ---------------------------------------------------------------------------------------------------- */

/* What still holds a logger that is dropped: a sentence about it with the library's own mechanics, or NULL. */
struct logger_rest {
    const char *what; /* "its appender stays open", for the message */
    const char *why;  /* evidence */
    const char *fix;
    struct loc loc;
    const struct node *node;
};
bool logger_find_rest(struct logger_check *check, const struct logger_creation *creation, const struct drop_answer *drop,
                      struct logger_rest *rest);
/* Reports handlers that are made per object, attached to a shared logger and never detached. */
void logger_check_handlers(struct logger_check *check);

#endif
