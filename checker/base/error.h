/* error.h: the three ways to fail (style guide 5.4).
 *
 * Expected and local: the function returns false or NULL and fills a `struct error` with one complete sentence.
 * Cannot continue: die(). Our own bug: bug(). Allocation never fails to the caller. */
#ifndef LINGER_BASE_ERROR_H
#define LINGER_BASE_ERROR_H

#include "base/base.h"

struct error {
    char *message; /* one sentence: what was expected, what was found, where, what to do; owned; NULL: no error */
};

/* Fills `err` (which may be NULL), replacing what it held. Always returns false, so that `return error_set(…)` reads well. */
bool error_set(struct error *err, const char *format, ...) LINGER_PRINTF(2, 3);

/* Puts "context: " before the message. */
void error_prefix(struct error *err, const char *format, ...) LINGER_PRINTF(2, 3);

/* Frees the message; the error can be used again. */
void error_release(struct error *err);

/* "linger: warning: …" on stderr. */
void warn(const char *format, ...) LINGER_PRINTF(1, 2);

/* "linger: …" on stderr, exit status 2. */
void die(const char *format, ...) LINGER_PRINTF(1, 2) LINGER_NORETURN;

/* A broken invariant of linger itself: says where and aborts. */
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
void bug_at(const char *file, int line, const char *format, ...) LINGER_PRINTF(3, 4) LINGER_NORETURN;

#endif
