/* model.c: a user's own model file. */
#include "model/model.h"

#include "test/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    models_check_file(fuzz_file("model.yaml", data, size), &err);
    error_release(&err);
    return 0;
}
