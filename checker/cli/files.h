/* files.h: a file written whole or not at all: beside its place, then renamed. */
#ifndef LINGER_CLI_FILES_H
#define LINGER_CLI_FILES_H

#include "base/error.h"

/* `path` "-" is the standard output. `what` begins the sentence on failure: "the facts file". */
bool file_write(const char *path, const void *data, size_t size, const char *what, struct error *err);

#endif
