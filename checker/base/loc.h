/* loc.h: a place in a source file. */
#ifndef LINGER_BASE_LOC_H
#define LINGER_BASE_LOC_H

#include "base/base.h"

struct loc {
    const char *file; /* interned; relative to the project root, absolute outside it; NULL: unknown */
    uint32_t line;    /* from 1 */
    uint32_t column;  /* from 1, in bytes */
};

/* Order by file (byte order), line, column; unknown files first. */
int loc_compare(const struct loc *a, const struct loc *b);

#endif
