#include "ir/ir.h"

struct module *module_new(struct intern *shared)
{
    struct module *module = g_new0(struct module, 1);
    module->arena = arena_new();
    module->strings = shared != NULL ? shared : intern_new();
    module->owns_strings = shared == NULL;
    return module;
}

void module_free(struct module *module)
{
    if (module == NULL)
        return;
    arena_free(module->arena);
    if (module->owns_strings)
        intern_free(module->strings);
    g_free(module);
}
