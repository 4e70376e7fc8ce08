/* registration.h: what the kinds of unremoved-registration share. */
#ifndef LINGER_RULE_REGISTRATION_H
#define LINGER_RULE_REGISTRATION_H

#include "rule/internal.h"

/* Everything known about one registry, program-wide. */
struct registry {
    const char *key;
    GPtrArray *registrations, *removals; /* struct event * */
};

struct check {
    const struct program *program;
    struct results *results;
    GHashTable *registries;       /* key -> struct registry */
    GPtrArray *in_order;          /* struct registry * */
    GHashTable *unlinked;         /* link -> GPtrArray of struct event: removals through it */
    struct homes *homes;
    GHashTable *ring;             /* keys of counters that wrap around: n = (n + 1) % SIZE */
    GHashTable *counted_down;     /* keys of counters that are decremented somewhere */
    GHashTable *ended;            /* ids of records whose objects, or whose handles, are ended somewhere */
    GHashTable *reported;         /* "file:line:column" of registrations with a finding -> kind */
};

/* "file:line:column": key of check->reported. g_free. */
char *registration_site(struct loc loc);

/* homes.c: is a registry (by its key) a static variable, or a field of a record that lives as long as the program? */
struct homes *homes_new(const struct program *program);
void homes_free(struct homes *homes);
bool homes_is_program_wide(const struct homes *homes, const char *key);

/* interned.c: does whoever registers there look the key up first? */
bool is_interned(const struct registry *registry, const struct event *event);

/* owner_end.c: functions that end an object and forget one of its registrations. */
void owner_end_report(struct check *check);

#endif
