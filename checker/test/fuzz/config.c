/* config.c: .linger.yaml, with its patterns put to use. */
#include "project/config.h"

#include "test/fuzz/fuzz.h"

#include "project/project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file(".linger.yaml", data, size);
    struct project_request request = {.root = fuzz_folder(), .without_units = true};
    struct error err = {0};
    struct project *project = project_load(&request, &err);
    if (project != NULL) {
        project_path_kind(project, "third_party/a/b.c");
        project_path_kind(project, "src/test_server.cc");
        project_free(project);
    }
    error_release(&err);
    return 0;
}
