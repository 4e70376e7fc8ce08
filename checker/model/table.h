/* table.h: the loaded models as both halves of model/ see them: load.c fills, match.c looks up. Private to model/. */
#ifndef LINGER_MODEL_TABLE_H
#define LINGER_MODEL_TABLE_H

#include "model/model.h"

struct library {
    const char *name, *about;
    GPtrArray *models; /* struct model *, in file order */
};

struct models {
    struct arena *arena;  /* everything below it points to */
    GHashTable *calls;    /* struct call_key -> struct model *, first of its overloads */
    GHashTable *types;    /* name -> struct type_model * */
    GPtrArray *libraries; /* struct library *, sorted by name */
    const char **names;   /* of libraries, NULL-terminated */
    uint64_t hash;
};

/* Methods: the type's name and the member; functions: "" and the qualified name; macros: "#" and the name. */
struct call_key {
    const char *owner, *member;
};

guint call_key_hash(gconstpointer key);
gboolean call_key_equal(gconstpointer a, gconstpointer b);

#endif
