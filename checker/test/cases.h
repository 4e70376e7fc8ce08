/* cases.h: what the parts of linger_cases share. The program runs the built linger on testdata/ and compares; how a case is
 * written stands in testdata/README.md. */
#ifndef LINGER_TEST_CASES_H
#define LINGER_TEST_CASES_H

#include "base/base.h"

struct cases_options {
    char *linger;        /* the binary under test, absolute */
    char *rules;         /* rules/ folder, for the catalogue */
    char *c_compiler, *cxx_compiler; /* for the stories that run */
    char **filters;      /* only cases whose name starts with one of these; NULL: all */
    gboolean bless;      /* write goldens instead of comparing with them */
    gboolean verbose;    /* name the passing cases, too */
    int jobs;
};

extern struct cases_options cases_options;

/* --- tallying (cases.c) ----------------------------------------------------------------------------------------------------- */

bool cases_wanted(const char *name);

/* One verdict; `problems` is printed below the name, NULL or "" = passed. */
void cases_verdict(const char *name, const char *problems);

/* Counts a known gap that still is one: `missed` finding or false alarm. */
void cases_gap(bool missed);

/* --- a case (cases_expect.c) ------------------------------------------------------------------------------------------------ */

enum expect_kind {
    EXPECT_FINDING, /* expect: must be found at default settings */
    EXPECT_LOW,     /* expect-low: must be found, with low confidence */
    EXPECT_TODO,    /* expect-todo: should be found, is not yet */
    EXPECT_WRONG,   /* expect-wrong: is found, should not be */
    EXPECT_STEP,    /* expect-step: a finding of this case has a step here */
    EXPECT_NONE,    /* expect-none: must not be found, not even with low confidence */
};

struct expectation {
    enum expect_kind kind;
    char *file;  /* relative to the case's folder */
    int line;
    char *rule;  /* NULL for steps */
    char *claim; /* the finding's kind, or NULL: any */
    char *text;  /* part of the message or of the step's text, or NULL: any */
    bool met;
};

struct test_case {
    char *name;             /* "unremoved-registration/bad_x.c" */
    char *path;             /* file or folder, absolute */
    bool is_folder;
    GPtrArray *sources;     /* char *: relative paths of its .c and .cc files */
    GPtrArray *headers;     /* char *: its other files */
    GPtrArray *expectations; /* struct expectation * */
    GString *problems;      /* what is wrong with the case itself */
};

/* Reads the case at `path`; `name` as above. */
struct test_case *test_case_read(const char *name, const char *path);
void test_case_free(struct test_case *test);

/* Absolute path of one of its files. g_free. */
char *test_case_file(const struct test_case *test, const char *relative);

/* The flags a source of a case is compiled with; "// flags: …" in the source adds. NULL-terminated; g_ptr_array_unref. */
GPtrArray *test_case_flags(const struct test_case *test, const char *relative);

/* Every case in testdata/`folder`: files and sub-folders, by name. struct test_case *. */
GPtrArray *test_cases_list(const char *folder);

bool is_source(const char *name);
bool is_cxx(const char *name);

/* --- running (cases_run.c) -------------------------------------------------------------------------------------------------- */

struct run {
    int status;       /* exit status, or -signal */
    char *out, *err;
};

/* Runs argv in `directory` without stdin, for at most two minutes. */
struct run run_program(const char *const *argv, const char *directory);
void run_release(struct run *run);

/* A fresh folder with a copy of the case's files, and its removal. */
char *case_copy(const struct test_case *test);
void folder_remove(char *path);

/* Calls `work(item)` in up to options.jobs processes, passes what each printed to `done` in order. */
void run_parallel(GPtrArray *items, char *(*work)(void *item), void (*done)(void *item, char *printed));

/* --- the commands ------------------------------------------------------------------------------------------------------------- */

void cases_rules(const char *folder);  /* cases_rules.c: expectations of testdata/<folder> */
void cases_models(void);               /* cases_models.c: testdata/models, against the libraries' own headers */
void cases_catalogue(void);            /* cases_catalogue.c: every rule has page and cases; twins; duplicates */
void cases_goldens(void);              /* cases_goldens.c: testdata/ir */
void cases_cli(void);                  /* cases_goldens.c: testdata/cli */
void cases_stories(void);              /* cases_stories.c: testdata/stories, compiled and run */

/* Duplicates (cases_tokens.c): the case's tokens without comments, own names replaced by their order of appearance. g_free. */
char *normalised_tokens(const struct test_case *test);

#endif
