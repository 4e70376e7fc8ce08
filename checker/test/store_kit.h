/* store_kit.h: what the tests of the store share: findings made by hand, and runs of them. */
#ifndef LINGER_TEST_STORE_KIT_H
#define LINGER_TEST_STORE_KIT_H

#include "store/store.h"

/* A program and its findings at one moment; kit_record() makes it a run. */
struct kit {
    struct results *results;
    GArray *units; /* struct run_unit */
    bool is_partial;
};

struct kit *kit_new(void);
void kit_free(struct kit *kit);

/* A finding about `subject`, in `function` at file:line; all texts borrowed. Change what it points to before recording. */
struct finding *kit_finding(struct kit *kit, const char *file, uint32_t line, const char *function, const char *subject);
void kit_step(struct kit *kit, struct finding *finding, const char *file, uint32_t line, const char *text);
void kit_unit(struct kit *kit, const char *path, const char *status);
void kit_registrations(struct kit *kit, uint32_t count);

/* Finishes the results and records the run, which must succeed. Gives the run's id. The kit can be asked for states after. */
int64_t kit_record(struct store *store, struct kit *kit);

/* As kit_record, without asserting. */
bool kit_try(struct store *store, struct kit *kit, int64_t *run, struct error *err);

/* Opens; NULL fails the test. */
struct store *kit_open(const char *path, enum store_mode mode);

/* "linger.db" in the test's folder. g_free. */
char *kit_path(const char *name);

/* The findings of a run as one line of "file:line subject state", separated by "; ". g_free. */
char *kit_list(struct store *store, int64_t run, bool all);

/* The one number that `sql` gives, through a connection of its own; -1: it failed. Its text, likewise. */
int64_t kit_sql(const char *path, const char *sql);
char *kit_sql_text(const char *path, const char *sql);

#endif
