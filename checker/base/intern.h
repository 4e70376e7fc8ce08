/* intern.h: strings compared by pointer. A table owns its strings and never frees one before it is freed itself. */
#ifndef LINGER_BASE_INTERN_H
#define LINGER_BASE_INTERN_H

#include "base/base.h"

struct intern; /* opaque */

struct intern *intern_new(void);
/* From now on (or no longer) several threads use the table. */
void intern_share(struct intern *table, bool is_shared);
void intern_free(struct intern *table); /* NULL is fine */

/* The one copy of `text`; NULL gives NULL. */
const char *intern(struct intern *table, const char *text);
const char *intern_bytes(struct intern *table, const char *text, size_t length);
const char *intern_printf(struct intern *table, const char *format, ...) LINGER_PRINTF(2, 3);

/* The copy if there is one already, else NULL. */
const char *intern_find(const struct intern *table, const char *text);

#endif
