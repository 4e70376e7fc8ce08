/* comments.c: a source text with comments addressed to linger. */
#include "frontend/frontend.h"
#include "rule/allowance.h"

#include "base/intern.h"
#include "test/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct intern *strings = intern_new();
    GArray *remarks = g_array_new(FALSE, FALSE, sizeof(struct remark));
    remarks_in_text(strings, "a.c", (const char *)data, size, remarks);
    struct module *module = module_new(strings);
    module->path = "a.c";
    module->remarks = (struct remark *)(void *)remarks->data;
    module->remark_count = remarks->len;
    static struct models *models;
    if (models == NULL)
        models = models_load(NULL, NULL);
    struct program *program = program_link(&module, 1, models, &(struct program_options){0});
    allowances_free(allowances_read(program));
    program_free(program);
    module_free(module);
    g_array_unref(remarks);
    intern_free(strings);
    return 0;
}
