// attach() fails with the module listed; its caller frees the module and does not unlist it.
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/queue.h>

struct module {
    void *handle;
    int (*init)(void);
    TAILQ_ENTRY(module) link;
};

static TAILQ_HEAD(, module) modules = TAILQ_HEAD_INITIALIZER(modules);

static int attach(struct module *m)
{
    TAILQ_INSERT_TAIL(&modules, m, link); // expect-step: "modules"
    m->init = (int (*)(void))dlsym(m->handle, "module_init");
    if (!m->init)
        return -1;
    return m->init();
}

struct module *module_load(const char *path)
{
    struct module *m = calloc(1, sizeof *m);

    if (!m)
        return NULL;
    m->handle = dlopen(path, RTLD_NOW);
    if (!m->handle) {
        free(m);
        return NULL;
    }
    if (attach(m) < 0) { // expect: unremoved-registration[ended] "modules"
        dlclose(m->handle);
        free(m);
        return NULL;
    }
    return m;
}

void module_unload(struct module *m)
{
    TAILQ_REMOVE(&modules, m, link);
    dlclose(m->handle);
    free(m);
}
