/* baseline.h: a baseline's entries, for store/ itself. The text form is described in baseline.c. */
#ifndef LINGER_STORE_BASELINE_H
#define LINGER_STORE_BASELINE_H

#include "store/store.h"

struct baseline_entry {
    const char *fingerprint;
    enum finding_triage triage;
    const char *rule, *function, *subject; /* NULL: none */
    uint64_t aliases[FINDING_ALIASES];
    const char *author, *time, *reason; /* time NULL: nobody said anything */
};

struct baseline {
    struct arena *arena;
    GArray *entries; /* struct baseline_entry, by fingerprint, each once */
};

struct baseline *baseline_new(void);

/* One entry as a line of text. */
void baseline_print(GString *text, const struct baseline_entry *entry);

/* Which finding each entry is (NULL: none of them): an array as long as entries, to be freed with g_free. */
struct finding **baseline_pair(const struct baseline *baseline, const struct results *results);

#endif
