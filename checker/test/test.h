/* test.h: unit tests of the C code itself. A test registers itself, runs in a process of its own, and fails when a CHECK does,
 * when it dies, when it takes longer than a minute, or when no CHECK ran at all.
 *
 *     TEST(arena_grows)
 *     {
 *         g_autoptr… / struct arena *arena = arena_new();
 *         CHECK(arena_used(arena) == 0);
 *         CHECK_TEXT(arena_printf(arena, "%d", 1), "1");
 *     }
 *
 * A failed CHECK is reported and the test goes on; REQUIRE ends it there. Goldens: check_golden(); see also `linger_test --help`. */
#ifndef LINGER_TEST_TEST_H
#define LINGER_TEST_TEST_H

#include "base/base.h"

struct test {
    const char *name, *file;
    int line;
    void (*run)(void);
    struct test *next; /* test_register's business */
};

void test_register(struct test *test);

#define TEST(identifier)                                                                                                     \
    static void test_run_##identifier(void);                                                                                 \
    __attribute__((constructor)) static void test_add_##identifier(void)                                                     \
    {                                                                                                                        \
        static struct test test = {#identifier, __FILE__, __LINE__, test_run_##identifier, NULL};                            \
        test_register(&test);                                                                                                \
    }                                                                                                                        \
    static void test_run_##identifier(void)

/* Each returns whether the claim held. */
bool check_true(bool ok, const char *file, int line, const char *claim);
bool check_text(const char *got, const char *wanted, const char *file, int line, const char *claim);
bool check_number(int64_t got, int64_t wanted, const char *file, int line, const char *claim);

#define CHECK(claim) check_true((claim), __FILE__, __LINE__, #claim)
#define CHECK_TEXT(got, wanted) check_text((got), (wanted), __FILE__, __LINE__, #got)
#define CHECK_NUMBER(got, wanted) check_number((int64_t)(got), (int64_t)(wanted), __FILE__, __LINE__, #got)
#define REQUIRE(claim)                                                                                                       \
    do {                                                                                                                     \
        if (!check_true((claim), __FILE__, __LINE__, #claim))                                                                \
            return;                                                                                                          \
    } while (0)

/* Compares with testdata/`path`; a difference is shown line by line. With --bless the file is written instead. */
#define CHECK_GOLDEN(path, got) check_golden((path), (got), __FILE__, __LINE__)
bool check_golden(const char *path, const char *got, const char *file, int line);

/* "testdata/`path`" as an absolute path, and its contents (NUL-terminated; a missing file fails the test, gives NULL). g_free. */
char *testdata_path(const char *path);
char *testdata_read(const char *path);

/* A new empty folder, removed with all it holds when the test ends. Borrowed. */
const char *test_folder(void);

/* Lines of `wanted` and `got` that differ, as `-` and `+` lines with two lines around. g_free. */
char *text_diff(const char *wanted, const char *got);

#endif
