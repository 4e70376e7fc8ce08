/* registry.c: the table of emitters. */
#include "emit/emit.h"

#define EMITTER(name) extern const struct emitter emitter_##name;
#include "emit/emitters.def"
#undef EMITTER

static const struct emitter *const emitters[] = {
#define EMITTER(name) &emitter_##name,
#include "emit/emitters.def"
#undef EMITTER
    NULL,
};

const struct emitter *const *emitters_all(void)
{
    return emitters;
}

const struct emitter *emitter_find(const char *name)
{
    for (size_t i = 0; emitters[i] != NULL; i++)
        if (strcmp(emitters[i]->name, name) == 0)
            return emitters[i];
    return NULL;
}
