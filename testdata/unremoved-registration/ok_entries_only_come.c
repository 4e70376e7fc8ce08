// Modules are put into the table at start and stay there; one whose start fails stays, too, and the program says so and ends.
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
    cycle->modules[cycle->count] = module;
    cycle->count++;
    if (module->create) {
        module->conf = module->create();
        if (!module->conf)
            return -1;
    }
    return 0;
}
