/* owner_end.h: what the files of the kind owner-end share. */
#ifndef LINGER_RULE_OWNER_END_H
#define LINGER_RULE_OWNER_END_H

#include "program/membership.h"
#include "rule/registration.h"

/* One object that a function ends, and what becomes of its registrations. */
struct ending_object {
    const struct node *node;
    const struct region *object;
    const char *record;
    const struct region *read_from;    /* where the function got the object from, if from memory with a name */
    const struct region *looked_up_in; /* the container that gave the object, or what leads to it */
    const struct membership *found;    /* the container of such objects that it was found in, or NULL */
    bool ends_here;                    /* with the function: destructors, release callbacks */
    bool is_by_name;                   /* ... which only its name tells */
    struct given *given;
    const struct membership **members; /* of each given */
    uint32_t count;
};

struct owner_end {
    struct check *check;
    struct memberships *memberships;
    GPtrArray *endings;      /* struct ending_object *, in order */
    GHashTable *by_node;     /* struct node * -> GPtrArray of struct ending_object * */
    GHashTable *ends_record; /* record id -> GPtrArray of struct node *: who ends such objects */
    GHashTable *entries;     /* ids of functions kept in tables and fields: close and destroy callbacks */
    GHashTable *makes_up;    /* of the membership at hand: struct node * that take something out, and their callers */
    GHashTable *tears_down;  /* likewise: those that end the container's owner */
    GPtrArray *arenas;       /* struct arena *: of the traces of what was followed */
};

/* owner_follow.c: finds the functions that end an object, and follows its registrations through each of them. */
void owner_follow_all(struct owner_end *owner);
/* What the function was called with, or `this`. */
bool owner_is_argument(const struct region *object);

/* owner_callers.c: does somebody make up for what this end leaves behind? What is known of it may get less certain. */
bool owner_is_made_up(struct owner_end *owner, const struct ending_object *ending, uint32_t index);
/* Some caller takes the object out itself: so all of them may be meant to. */
bool owner_relies_on_callers(struct owner_end *owner, const struct membership *membership, const struct ending_object *ending);
/* Owners of such a container end somewhere, but neither in the function nor around all of its callers. */
bool owner_keeps_container(struct owner_end *owner, const struct membership *membership, const struct node *node);
bool owner_makes_such_objects(const struct membership *membership, const struct node *node);

/* owner_end.c: does the function count down a counter in such objects? */
bool owner_counts_down(const struct node *node, const char *record);

/* undrained.c: the ends of owners that leave what is in their containers. */
void undrained_report(struct owner_end *owner);
/* lost_handle.c: registrations whose only way back is thrown away. */
void lost_handle_report(struct owner_end *owner);

#endif
