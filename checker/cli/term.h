/* term.h: what the terminal allows. */
#ifndef LINGER_CLI_TERM_H
#define LINGER_CLI_TERM_H

#include "base/base.h"

/* `mode`: "always", "never", or "auto" (NULL too): on a terminal that is not dumb, unless NO_COLOR is set. */
bool term_wants_color(const char *mode, FILE *stream);

/* May a line be shown and erased again? */
bool term_is_live(FILE *stream);

extern const char *const color_modes[]; /* "auto", "always", "never", NULL */

#endif
