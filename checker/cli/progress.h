/* progress.h: how far indexing is: one line on a terminal, after half a second, erased at the end. In CI logs (no terminal, CI
 * set) a line now and then, so that nobody believes it hangs. Else nothing. */
#ifndef LINGER_CLI_PROGRESS_H
#define LINGER_CLI_PROGRESS_H

#include "base/base.h"

struct progress {
    gint64 begin, shown; /* monotonic time */
    bool is_live, is_heartbeat, is_visible;
};

void progress_init(struct progress *progress);
void progress_unit(uint32_t finished, uint32_t total, const char *path, void *progress);
void progress_erase(struct progress *progress); /* before anything else is printed */

#endif
