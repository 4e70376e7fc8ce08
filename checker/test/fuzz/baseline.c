/* baseline.c: a baseline's text, as git may have merged it. */
#include "store/store.h"

#include "test/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    baseline_free(baseline_parse("known.txt", (const char *)data, size, &err));
    error_release(&err);
    return 0;
}
