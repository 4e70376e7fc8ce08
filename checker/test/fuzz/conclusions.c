/* conclusions.c: what the cache remembers of an analysis. */
#include "store/store.h"

#include "base/intern.h"
#include "test/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct intern *strings = intern_new();
    struct conclusions conclusions = {0};
    if (conclusions_from_bytes(data, size, strings, &conclusions)) {
        g_byte_array_unref(conclusions_to_bytes(&conclusions));
        results_free(conclusions.results);
    }
    intern_free(strings);
    return 0;
}
