/* replay.c: a fuzzer without libFuzzer: runs it over the files named, so that what once crashed stays mended. */
#include "test/fuzz/fuzz.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        g_autofree char *bytes = NULL;
        gsize size;
        if (!g_file_get_contents(argv[i], &bytes, &size, NULL))
            die("%s cannot be read", argv[i]);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
