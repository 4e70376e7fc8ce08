/* region.h: abstract memory: where things are (regions) and what they hold (values).
 *
 * After Xu, Kremenek and Zhang, "A Memory Model for Static Analysis of C Programs" (ISoLA 2010), cut down: a region is named by
 * the access path by which the function reached it, counted from its inputs, so the very same names serve as the language of
 * summaries. What `c->next` held on entry is the value INIT(FIELD(DEREF(PARAM c), next)); what it points to is DEREF of that
 * region. Two regions may be the same memory under two names (aliased parameters): not seen.
 *
 * Regions are interned for the whole program: compare by pointer. */
#ifndef LINGER_FLOW_REGION_H
#define LINGER_FLOW_REGION_H

#include "ir/ir.h"

enum region_kind {
    /* roots */
    REGION_PARAM,   /* index */
    REGION_THIS,    /* the hidden parameter: holds the object's address */
    REGION_CAPTURE, /* index */
    REGION_LOCAL,   /* index */
    REGION_TEMP,    /* index */
    REGION_STATIC,  /* name: symbol id */
    REGION_FRESH,   /* index: an imagined cell that holds a value which nobody named: results of calls and allocations */
    REGION_HIDDEN,  /* name: a registry inside a library */
    REGION_RESULT,  /* `operation`: what it gives; equal operations on equal values give the same */
    /* steps */
    REGION_FIELD,   /* name in record */
    REGION_DEREF,   /* what the parent's initial value points to */
    REGION_ELEMENT, /* index: constant key, or ELEMENT_ANY */
    REGION_OUTER,   /* the record around field `name` */
};

enum { ELEMENT_ANY = UINT32_MAX, REGION_MAX_DEPTH = 14 };

struct region {
    enum region_kind kind;
    uint32_t index;
    uint32_t depth; /* steps from the root */
    uint64_t order; /* see region_compare(); tells almost all regions apart */
    const struct region *parent, *root;
    const char *name, *record;
    const struct operation *operation;
    /* Answers of this file, registry.c and effects.c, remembered by whoever asks first; several threads may, and find the same.
     */
    const char *key, *link;
    const struct region *registry, *deref;
    const struct region *last, *other; /* the steps that were last asked for: often the next, too */
};

/* What a thread has remembered in a region is whole when another sees it. */
#define REGION_SEEN(pointer) __atomic_load_n(&(pointer), __ATOMIC_ACQUIRE)
#define REGION_REMEMBER(pointer, value) __atomic_store_n(&(pointer), value, __ATOMIC_RELEASE)

/* Names of REGION_FRESH: what an allocation gave, and somebody's object of which nothing is known. */
extern const char REGION_ALLOCATED[], REGION_UNKNOWN_OBJECT[];

struct regions; /* opaque table */

struct regions *regions_new(void);
void regions_free(struct regions *regions);

/* The same in every run, whatever was analysed before: shallow ones first, parameters in their order, the rest by its names'
 * hash. */
int region_compare(const struct region *a, const struct region *b);
uint64_t region_order(const struct region *region); /* for the field of that name */

static inline uint64_t region_mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

const struct region *region_root(struct regions *regions, enum region_kind kind, uint32_t index, const char *name);
/* Too deep a path gives NULL: "unknown". NULL parents give NULL. */
const struct region *region_field(struct regions *regions, const struct region *parent, const char *name, const char *record);
const struct region *region_deref(struct regions *regions, const struct region *parent);
const struct region *region_element(struct regions *regions, const struct region *parent, uint32_t index);
const struct region *region_outer(struct regions *regions, const struct region *parent, const char *name, const char *record);

/* The steps that lead from `from` to `path`, taken from `to` instead; NULL when `path` does not go through `from`. */
const struct region *region_rebase(struct regions *regions, const struct region *path, const struct region *from,
                                   const struct region *to);

/* `inner` is `outer` or lies in it: fields and elements, not what pointers in it point to. */
bool region_contains(const struct region *outer, const struct region *inner);
/* Any step of `path`, pointers and operands included, goes through `through`. */
bool region_passes(const struct region *path, const struct region *through);
/* The whole object a field or element belongs to: up to the nearest DEREF or root. */
const struct region *region_object(const struct region *region);
/* Does the caller see it? Rooted at a parameter (behind a pointer), this, capture or static. */
bool region_is_visible(const struct region *region);

/* "c->next", "g_conns", "this->sessions_": with the names of `function` (may be NULL: "arg0"). */
void region_print(GString *out, const struct function *function, const struct region *region);

/* --- values ----------------------------------------------------------------------------------------------------------- */

enum value_kind {
    VALUE_UNKNOWN,
    VALUE_INT,      /* number; null pointers are 0 */
    VALUE_ADDRESS,  /* of region */
    VALUE_INIT,     /* what region held on entry: a symbol */
    VALUE_FUNCTION, /* text: id */
    VALUE_STRING,   /* text */
    VALUE_CLOSURE,  /* of closure: a lambda object; captures were stored under region */
};

struct value {
    enum value_kind kind;
    union {
        int64_t number;
        const char *text;
        const struct closure *closure;
    };
    const struct region *region;
};

#define VALUE_NONE ((struct value){.kind = VALUE_UNKNOWN})

struct value value_int(int64_t number);
struct value value_address(const struct region *region); /* NULL: unknown; the address of DEREF(r) is INIT(r) */
struct value value_init(const struct region *region);
bool value_equal(struct value a, struct value b);
/* The region a pointer value points to, or NULL. */
const struct region *value_pointee(struct regions *regions, struct value value);
void value_print(GString *out, const struct function *function, struct value value);

/* --- operations (operation.c) --------------------------------------------------------------------------------------------- */

/* flags & READY, i - n */
struct operation {
    enum binary_operator operator;
    struct value left, right;
};

const struct region *region_result(struct regions *regions, struct operation operation);
/* Simplified as far as constants go. Unknown when an operand is. */
struct value value_operation(struct regions *regions, struct operation operation);
/* What is left of a division, or some of a number's bits. */
bool value_is_wrapped(struct value value);
/* Is the region a symbol that was made of `part`? */
bool region_mentions(const struct region *region, const struct region *part);

#endif
