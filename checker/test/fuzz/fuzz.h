/* fuzz.h: what the fuzzers share. Each file here but fuzz.c and replay.c is one fuzzer: it hands bytes that nobody vouches for
 * to a reader, as a user's files would. Built with libFuzzer (preset `fuzz`, tools/fuzz) it looks for crashes; in any other
 * build replay.c runs it over testdata/fuzz/NAME/: inputs that once crashed. */
#ifndef LINGER_TEST_FUZZ_FUZZ_H
#define LINGER_TEST_FUZZ_FUZZ_H

#include "base/base.h"
#include "base/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A folder of this process, removed when it ends. */
const char *fuzz_folder(void);

/* The bytes as a file in it; the path. Borrowed until the next call. */
const char *fuzz_file(const char *name, const void *bytes, size_t size);

#endif
