// g_clear_pointer() with a function that counts down, and takes the core out of the list before it frees it.
#include <glib.h>
#include <stdlib.h>

struct core {
    int uses;
};

static GList *cores;

static struct core *core_get(void)
{
    struct core *core = calloc(1, sizeof(*core));
    if (core == NULL)
        return NULL;
    core->uses = 1;
    cores = g_list_prepend(cores, core);
    return core;
}

static void core_release(struct core *core)
{
    if (--core->uses == 0) {
        cores = g_list_remove(cores, core);
        free(core);
    }
}

struct probe {
    struct core *core;
};

int probe_run(struct probe *probe)
{
    probe->core = core_get();
    if (probe->core == NULL)
        return -1;
    g_clear_pointer(&probe->core, core_release);
    return 0;
}
