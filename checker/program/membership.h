/* membership.h: in which containers objects of a type come to be, and what takes them out again. */
#ifndef LINGER_PROGRAM_MEMBERSHIP_H
#define LINGER_PROGRAM_MEMBERSHIP_H

#include "program/program.h"

/* One way in which objects of a record are registered: through one link, or in one container without links. */
struct membership {
    const char *record;       /* id of the element's record */
    const char *link;         /* "record.field", or NULL */
    const char *key;          /* registry_key() of the (first) container, or NULL */
    GPtrArray *registrations; /* struct event *, in order of the program's nodes */
    GPtrArray *removals;      /* struct event *: through the link, or out of the container */
    bool is_from_birth;       /* some function registers an object that it has just made */
    bool has_other_births;    /* some function makes such an object and does not */
    bool is_by_maker;         /* the very function that allocates the object registers it, or its constructor */
    bool is_by_constructor;   /* its constructor does */
    bool is_handmade;         /* seen by the shape of stores */
    uint32_t flags;           /* of all registrations: enum effect_flags */
};

/* Of the object that a registration or removal is about; NULL: not known. */
const char *event_record(const struct program *program, const struct event *event);

/* Id of the record that has the link, or NULL. */
const char *link_record(const struct program *program, const char *link);
/* The same field, though of another record: C derives `struct write_req` from `struct req` by beginning with its fields. */
bool links_agree(const struct program *program, const char *a, const char *b);

struct memberships; /* opaque */

struct memberships *memberships_new(const struct program *program);
void memberships_free(struct memberships *memberships);
/* struct membership *, in order; NULL: none. */
const GPtrArray *memberships_of(const struct memberships *memberships, const char *record);

#endif
