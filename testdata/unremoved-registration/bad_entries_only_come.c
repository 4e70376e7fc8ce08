// Modules come and go; one whose start fails stays in the table.
#include <stdlib.h>

struct module {
    const char *name;
    void *(*create)(void);
    void *conf;
};

struct cycle {
    struct module **modules;
    int count;
};

int cycle_add(struct cycle *cycle, struct module *module)
{
    if (!cycle->modules)
        return -1;
    cycle->modules[cycle->count++] = module; // expect: unremoved-registration[exit] "modules"
    if (module->create) {
        module->conf = module->create();
        if (!module->conf)
            return -1;
    }
    return 0;
}

void cycle_pop(struct cycle *cycle)
{
    cycle->modules[cycle->count - 1] = NULL;
    cycle->count--;
}
