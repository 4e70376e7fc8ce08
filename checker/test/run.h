/* run.h: what main.c and check.c share; tests do not include it. */
#ifndef LINGER_TEST_RUN_H
#define LINGER_TEST_RUN_H

#include "base/base.h"

struct run_options {
    bool bless;   /* write goldens instead of comparing */
    bool verbose; /* show the output of passing tests too */
};

extern struct run_options run_options;

unsigned check_count(void);
unsigned check_failures(void);
void test_folder_remove(void);

#endif
