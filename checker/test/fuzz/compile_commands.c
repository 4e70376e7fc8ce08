/* compile_commands.c: compile_commands.json; what follows a NUL byte is a response file that it may name as @r. */
#include "test/fuzz/fuzz.h"

#include "project/project.h"

#include <glib/gstdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = memchr(data, '\0', size);
    size_t length = end != NULL ? (size_t)(end - data) : size;
    fuzz_file("r", data + length, size - length);
    fuzz_file("a.c", "int a;", 6);
    fuzz_file("compile_commands.json", data, length);
    struct project_request request = {.root = fuzz_folder(), .build_dir = fuzz_folder()};
    struct error err = {0};
    struct project *project = project_load(&request, &err);
    if (project != NULL)
        project_free(project);
    error_release(&err);
    return 0;
}
