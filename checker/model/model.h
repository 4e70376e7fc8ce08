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

/* Which value of a call a slot speaks of. In YAML:
 *   arg0       the value of argument 0, as the caller wrote it: a C++ reference is looked through (v.push_back(c): c's value)
 *   this       the object a method runs on
 *   result     what the call returns
 *   args2      all arguments from 2 on
 *   *arg1      what the value points to: for copies by address (utarray_push_back(a, &v)), out-parameters, and `*this`: what
 *              a smart pointer holds
 *   &arg0      the address of the place the argument was read from: containers known by their head variable
 *              (DL_APPEND(head, el)), elements passed by reference (intrusive_list.push_back(obj))
 *   global:X   something nobody can name: the main loop, the logger registry
 * A value that is a pointer (smart ones too) or a handle stands for the object behind it. So `in: arg0` is the container that
 * argument 0 points to, `in: this` the object itself, `element: arg1` the object argument 1 points to. Containers: when
 * the value is a position (iterator), the container it points into. `result: *arg0` is an out-parameter. */
enum slot_kind { SLOT_NONE, SLOT_THIS, SLOT_ARG, SLOT_ARGS_FROM, SLOT_RESULT, SLOT_GLOBAL };

struct slot {
    enum slot_kind kind;
    uint8_t index;      /* SLOT_ARG, SLOT_ARGS_FROM */
    bool dereference;   /* "*arg1" */
    bool address_of;    /* "&arg0" */
    const char *field;  /* "arg1->link": this field of what it points to; NULL: none */
    const char *global; /* SLOT_GLOBAL: without "global:" */
};

enum effect_flags {
#define FLAG(enumerator, bit, key, meaning) enumerator = 1 << bit,
#include "model/flags.def"
#undef FLAG
};

/* An effect may depend on an argument's constant: "when: arg1=3", "arg1!=0", "arg1&2". An unknown value: the effect may happen.
 */
enum when_test { WHEN_EQUAL, WHEN_DIFFERENT, WHEN_HAS_BITS };

struct effect {
    enum effect_kind kind;
    uint32_t flags;
    struct slot in, element, key, link, handle, to, from, result, function, data, on;
    const char *when_arg_text; /* the condition as written, or NULL: always */
    int16_t when_arg;          /* -1: always */
    enum when_test when_test;
    int64_t when_number;
    const char *text; /* separator of EFFECT_HIERARCHICAL, source name of EFFECT_MINT, … */
};

/* One API: a function, method or macro. */
struct model {
    const char *library, *name; /* "sys-queue", "TAILQ_INSERT_TAIL"; methods: "std::vector::push_back" */
    int16_t min_args, max_args; /* -1: any; tells overloads apart */
    const char *const *params;  /* record names that the arguments point to (or are), "_": any; or NULL */
    uint32_t param_count;
    bool is_macro;
    bool over_body; /* use it even when the program has the function's body: inline list functions */
    const struct effect *effects;
    uint32_t effect_count;
    const char *fix;          /* the library's own better way, or NULL */
    struct loc loc;           /* in the model file */
    const struct model *next; /* another overload with the same name, or NULL */
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
    uint32_t held; /* bit i: template argument i is held; 0 for closures and opaque ones */
    bool associative, sequence, node_based, auto_unlink, bounded, lock_guard;
    const char *base; /* methods not found here are looked up there: "std::vector"; or NULL */
    struct loc loc;   /* in the model file */
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

/* The same for an OP_CALL or a macro, and better: models with `params` are passed over when an argument is known to be of
 * another type, which tells the kernel's list_add(node, head) from a project's own list_add(list, item). */
const struct model *models_find_instr(const struct models *models, const struct instr *instr);
/* The model's first effect of that kind; NULL: none, or no model. */
const struct effect *model_effect(const struct model *model, enum effect_kind kind);

/* The model of a record type by its name, or NULL. */
const struct type_model *models_find_type(const struct models *models, const struct type *type);

/* Ownership of a field or variable of this type: raw pointers and references are OWNERSHIP_RAW, unmodelled records and plain
 * values OWNERSHIP_VALUE, C arrays that of their elements. Never fails. */
enum ownership models_ownership(const struct models *models, const struct type *type);

/* All library names, sorted; NULL-terminated; owned by `models`. And the models of one, for `linger models`. */
const char *const *models_libraries(const struct models *models);
GPtrArray *models_of_library(const struct models *models, const char *library); /* struct model *; g_ptr_array_unref */

/* What a library's file says it is ("BSD <sys/queue.h>"), or NULL. */
const char *models_library_about(const struct models *models, const char *library);

/* Content hash of everything loaded: part of the keys of cached summaries. */
uint64_t models_hash(const struct models *models);

const char *effect_name(enum effect_kind kind);

/* The i-th slot an effect can have, given or not, and what it is called in YAML; NULL past the last. */
const struct slot *effect_slot(const struct effect *effect, unsigned i, const char **label);
const char *ownership_name(enum ownership ownership);

#endif
