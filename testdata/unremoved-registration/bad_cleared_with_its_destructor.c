// g_clear_pointer() with a function that frees the core, which stays in the list of cores.
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
    free(core);
}

struct probe {
    struct core *core;
};

int probe_run(struct probe *probe)
{
    probe->core = core_get(); // expect: unremoved-registration[ended] "cores"
    if (probe->core == NULL)
        return -1;
    g_clear_pointer(&probe->core, core_release);
    return 0;
}

void core_forget(struct core *core)
{
    cores = g_list_remove(cores, core);
}
