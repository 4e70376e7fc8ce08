/* model.h: what APIs mean. Models are YAML files (rules/models/, one library each; see rules/models.md); a user adds files of
 * their own through .linger.yaml. Loaded once, read-only afterwards. Models never influence lowering. */
#ifndef LINGER_MODEL_MODEL_H
#define LINGER_MODEL_MODEL_H

#include "base/error.h"
#include "ir/ir.h"

enum effect_kind {
#define EFFECT(enumerator, key, slots, meaning) enumerator,
#include "model/effects.def"
#undef EFFECT
    EFFECT_COUNT
};

/* Which value of a call a slot speaks of. In YAML: this, arg0…, result, *arg1 (what arg1 points to), args2 (all from 2 on),
 * or "global:NAME" for a registry nobody can name (the main loop, the logger registry). */
enum slot_kind { SLOT_NONE, SLOT_THIS, SLOT_ARG, SLOT_ARGS_FROM, SLOT_RESULT, SLOT_GLOBAL };

struct slot {
    enum slot_kind kind;
    uint8_t index;      /* SLOT_ARG, SLOT_ARGS_FROM */
    bool dereference;   /* "*arg1" */
    const char *global; /* SLOT_GLOBAL */
};

enum effect_flags {
    EFFECT_REPLACES = 1 << 0,     /* an entry with the same key goes */
    EFFECT_IF_ABSENT = 1 << 1,    /* nothing happens when the key is there already */
    EFFECT_WEAK = 1 << 2,         /* the entry does not own, and goes by itself when the element dies */
    EFFECT_BOUNDED = 1 << 3,      /* the container evicts */
    EFFECT_OWNS = 1 << 4,         /* the container takes ownership of the element */
    EFFECT_COPIES = 1 << 5,       /* copies the bytes: the caller's object is not what is registered */
    EFFECT_ENDS = 1 << 6,         /* destroys what it takes out */
    EFFECT_HANDLE = 1 << 7,       /* EFFECT_END of a descriptor or handle */
    EFFECT_EMPTIES = 1 << 8,
    EFFECT_NEVER_NULL = 1 << 9,
    EFFECT_SWAPS = 1 << 10,
    EFFECT_ONCE = 1 << 11,        /* consumed by itself: one-shot sources, queued work */
    EFFECT_REPEATS = 1 << 12,
    EFFECT_AT_EXIT = 1 << 13,
    EFFECT_AT_CLOSE = 1 << 14,
    EFFECT_THREAD = 1 << 15,
    EFFECT_NOW = 1 << 16,         /* callback runs during the call: for_each, qsort, foreach_remove */
    EFFECT_IF_NULL = 1 << 17,     /* EFFECT_REMOVE: only when the `element` argument is null (apr_hash_set(h,k,l,NULL)) */
    EFFECT_PREDICATE = 1 << 18,   /* EFFECT_REMOVE: by predicate, may take several */
    EFFECT_POSITION = 1 << 19,    /* EFFECT_REMOVE: `key` is a position (iterator, node), not a key */
    EFFECT_LINK_ONLY = 1 << 20,   /* EFFECT_REMOVE: found through the element's link; the container is not named */
    EFFECT_HIERARCHICAL = 1 << 21 /* EFFECT_LOGGER: dotted names make parents */
};

struct effect {
    enum effect_kind kind;
    uint32_t flags;
    struct slot in, element, key, link, handle, to, from, result, function, data, on;
    const char *when_arg_text;   /* only when an argument is this: epoll_ctl's EPOLL_CTL_ADD; "arg1=1", several with commas */
    int16_t when_arg;            /* -1: always */
    int64_t when_number;
    const char *text;            /* separator of EFFECT_HIERARCHICAL, source name of EFFECT_MINT, … */
};

/* One API: a function, method or macro. */
struct model {
    const char *library, *name;  /* "sys-queue", "TAILQ_INSERT_TAIL" */
    int16_t min_args, max_args;  /* -1: any; tells overloads apart */
    const struct effect *effects;
    uint32_t effect_count;
    const char *fix;             /* the library's own better way, or NULL */
    struct loc loc;              /* in the model file */
    const struct model *next;    /* another overload with the same name, or NULL */
};

enum ownership {
    OWNERSHIP_VALUE,     /* an ordinary record: its fields are part of it */
    OWNERSHIP_RAW,       /* pointers, references, views */
    OWNERSHIP_SHARED,    /* counted: shared_ptr, intrusive_ptr, RefPtr, ComPtr */
    OWNERSHIP_UNIQUE,    /* unique_ptr, QScopedPointer */
    OWNERSHIP_WEAK,      /* weak_ptr, QPointer */
    OWNERSHIP_CONTAINER, /* holds its `held` arguments by value: vector, map, optional, pair, variant, tuple, array */
    OWNERSHIP_CLOSURE,   /* std::function and friends: holds whatever is put into it */
    OWNERSHIP_OPAQUE,    /* any: holds anything */
};

/* What a modelled class template is. */
struct type_model {
    const char *library, *name; /* "std::shared_ptr" */
    enum ownership ownership;
    uint32_t held;              /* bit i: template argument i is held; 0 for closures and opaque ones */
    bool associative, sequence, node_based, auto_unlink, bounded, lock_guard;
    const char *base;           /* "std::vector" for QVector-like aliases of another model's methods, or NULL */
};

struct models; /* opaque */

/* Reads every *.yaml below the built-in folder (embedded in the binary) and then `files` (paths, NULL-terminated; may be
 * NULL). NULL and a sentence with file:line:column when one has a wrong key, type, name or slot. */
struct models *models_load(const char *const *files, struct error *err);
void models_free(struct models *models);

/* Checks one file alone; false and a sentence with file:line:column. */
bool models_check_file(const char *path, struct error *err);

/* The model of a call, or NULL. Matches, in this order: the receiver's own type and the member name; the declaring class and
 * the member (from call->name); the plain qualified name; macros by name among macros only. Smart-pointer receivers do not
 * forward: the frontend has already lowered `p->f()` into a call on the pointee. `arg_count` tells overloads apart. */
const struct model *models_find_call(const struct models *models, const struct call *call, uint32_t arg_count);

/* The model of a record type by its name, or NULL. */
const struct type_model *models_find_type(const struct models *models, const struct type *type);

/* Ownership of a field or variable of this type: raw pointers and references are OWNERSHIP_RAW, unmodelled records
 * OWNERSHIP_VALUE. Never fails. */
enum ownership models_ownership(const struct models *models, const struct type *type);

/* All library names, sorted; NULL-terminated; owned by `models`. And the models of one, for `linger models`. */
const char *const *models_libraries(const struct models *models);
GPtrArray *models_of_library(const struct models *models, const char *library); /* struct model *; g_ptr_array_unref */

/* Content hash of everything loaded: part of the keys of cached summaries. */
uint64_t models_hash(const struct models *models);

const char *effect_name(enum effect_kind kind);

#endif
