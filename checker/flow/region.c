#include "flow/region.h"

#include "base/error.h"

#include <pthread.h>

const char REGION_ALLOCATED[] = "allocated", REGION_UNKNOWN_OBJECT[] = "?";

/* Open addressing; at most half full. */
struct table {
    uint32_t capacity;    /* a power of two */
    struct table *before; /* smaller ones: somebody may be looking at them still */
    const struct region *slots[];
};

/* The table is asked many times for every instruction executed, by several threads: who looks takes no lock, and finds a region
 * or not; who adds one takes the lock and looks again. */
struct regions {
    pthread_mutex_t lock; /* of all but the slots */
    struct arena *arena;
    struct table *table;
    uint32_t count;
};

static uint64_t value_hash(struct value value)
{
    uint64_t region = value.region != NULL ? value.region->order : 0;
    return (uint64_t)value.number * 0x9e3779b97f4a7c15u + region * 8 + value.kind;
}

static uint32_t region_hash(const struct region *r)
{
    uint64_t hash = (uint64_t)r->kind << 32 ^ r->index;
    hash = region_mix(hash, r->parent != NULL ? r->parent->order : 0);
    hash ^= (uint64_t)(uintptr_t)r->name * 0xc4ceb9fe1a85ec53u;
    hash ^= (uint64_t)(uintptr_t)r->record * 0x2545f4914f6cdd1du;
    if (r->operation != NULL)
        hash ^= (value_hash(r->operation->left) * 31 + value_hash(r->operation->right)) * 0xd6e8feb86659fd93u +
                r->operation->operator;
    hash = (hash ^ hash >> 32) * 0xff51afd7ed558ccdu; /* neighbouring indexes must not become neighbouring slots */
    return (uint32_t)(hash >> 32);
}

static bool operation_same(const struct operation *a, const struct operation *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->operator== b->operator&& value_equal(a->left, b->left) && value_equal(a->right, b->right);
}

static bool region_same(const struct region *a, const struct region *b)
{
    return a->parent == b->parent && a->name == b->name && a->kind == b->kind && a->index == b->index &&
           a->record == b->record && operation_same(a->operation, b->operation);
}

/* --- the table ----------------------------------------------------------------------------------------------------------- */

static struct table *table_new(uint32_t capacity)
{
    struct table *table = g_malloc0(sizeof *table + sizeof table->slots[0] * capacity);
    table->capacity = capacity;
    return table;
}

struct regions *regions_new(void)
{
    struct regions *regions = g_new0(struct regions, 1);
    regions->arena = arena_new();
    regions->table = table_new(1u << 12);
    pthread_mutex_init(&regions->lock, NULL);
    return regions;
}

void regions_free(struct regions *regions)
{
    if (regions == NULL)
        return;
    for (struct table *table = regions->table, *before; table != NULL; table = before) {
        before = table->before;
        g_free(table);
    }
    arena_free(regions->arena);
    pthread_mutex_destroy(&regions->lock);
    g_free(regions);
}

static const struct region *find(const struct table *table, const struct region *wanted, uint32_t *at)
{
    uint32_t mask = table->capacity - 1;
    const struct region *found;
    *at = region_hash(wanted) & mask;
    while ((found = REGION_SEEN(table->slots[*at])) != NULL && !region_same(found, wanted))
        *at = (*at + 1) & mask;
    return found;
}

static struct table *grow(struct regions *regions)
{
    struct table *old = regions->table, *table = table_new(old->capacity * 2);
    uint32_t at;
    for (uint32_t i = 0; i < old->capacity; i++)
        if (old->slots[i] != NULL && find(table, old->slots[i], &at) == NULL)
            table->slots[at] = old->slots[i];
    table->before = old;
    REGION_REMEMBER(regions->table, table);
    return table;
}

static const struct region *make(struct regions *regions, const struct region *wanted)
{
    struct region *made = arena_copy(regions->arena, wanted, sizeof *wanted);
    if (wanted->operation != NULL)
        made->operation = arena_copy(regions->arena, wanted->operation, sizeof *wanted->operation);
    made->order = region_order(made);
    made->depth = wanted->parent != NULL ? wanted->parent->depth + 1 : 0;
    made->root = wanted->parent != NULL ? wanted->parent->root : made;
    return made;
}

static const struct region *find_or_make(struct regions *regions, struct region wanted)
{
    uint32_t at;
    const struct region *found = find(REGION_SEEN(regions->table), &wanted, &at);
    if (found != NULL)
        return found;
    pthread_mutex_lock(&regions->lock);
    struct table *table = regions->count * 2 >= regions->table->capacity ? grow(regions) : regions->table;
    found = find(table, &wanted, &at);
    if (found == NULL) {
        found = make(regions, &wanted);
        REGION_REMEMBER(table->slots[at], found);
        regions->count++;
    }
    pthread_mutex_unlock(&regions->lock);
    return found;
}

const struct region *region_root(struct regions *regions, enum region_kind kind, uint32_t index, const char *name)
{
    return find_or_make(regions, (struct region){.kind = kind, .index = index, .name = name});
}

const struct region *region_result(struct regions *regions, struct operation operation)
{
    return find_or_make(regions, (struct region){.kind = REGION_RESULT, .operation = &operation});
}

static const struct region *step(struct regions *regions, struct region wanted)
{
    if (wanted.parent == NULL || wanted.parent->depth >= REGION_MAX_DEPTH)
        return NULL;
    struct region *parent = (struct region *)wanted.parent;
    const struct region *last = REGION_SEEN(parent->last);
    if (last != NULL && region_same(last, &wanted))
        return last;
    const struct region *other = REGION_SEEN(parent->other);
    if (other != NULL && region_same(other, &wanted))
        return other;
    const struct region *found = find_or_make(regions, wanted);
    REGION_REMEMBER(parent->other, last);
    REGION_REMEMBER(parent->last, found);
    return found;
}

const struct region *region_field(struct regions *regions, const struct region *parent, const char *name, const char *record)
{
    if (parent != NULL && parent->kind == REGION_OUTER && parent->name == name)
        return parent->parent;
    return step(regions, (struct region){.kind = REGION_FIELD, .parent = parent, .name = name, .record = record});
}

const struct region *region_deref(struct regions *regions, const struct region *parent)
{
    if (parent == NULL)
        return NULL;
    const struct region *deref = REGION_SEEN(parent->deref);
    if (deref == NULL) {
        deref = step(regions, (struct region){.kind = REGION_DEREF, .parent = parent});
        REGION_REMEMBER(((struct region *)parent)->deref, deref);
    }
    return deref;
}

const struct region *region_element(struct regions *regions, const struct region *parent, uint32_t index)
{
    if (parent != NULL && parent->kind == REGION_ELEMENT) /* p + i + j */
        parent = parent->parent, index = ELEMENT_ANY;
    return step(regions, (struct region){.kind = REGION_ELEMENT, .parent = parent, .index = index});
}

const struct region *region_outer(struct regions *regions, const struct region *parent, const char *name, const char *record)
{
    if (parent != NULL && parent->kind == REGION_FIELD && parent->name == name)
        return parent->parent;
    return step(regions, (struct region){.kind = REGION_OUTER, .parent = parent, .name = name, .record = record});
}

const struct region *region_rebase(struct regions *regions, const struct region *path, const struct region *from,
                                   const struct region *to)
{
    if (path == NULL || path == from)
        return path != NULL ? to : NULL;
    const struct region *parent = region_rebase(regions, path->parent, from, to);
    switch (path->kind) {
    case REGION_FIELD:
        return region_field(regions, parent, path->name, path->record);
    case REGION_DEREF:
        return region_deref(regions, parent);
    case REGION_ELEMENT:
        return region_element(regions, parent, path->index);
    case REGION_OUTER:
        return region_outer(regions, parent, path->name, path->record);
    case REGION_PARAM:
    case REGION_THIS:
    case REGION_CAPTURE:
    case REGION_LOCAL:
    case REGION_TEMP:
    case REGION_STATIC:
    case REGION_FRESH:
    case REGION_HIDDEN:
    case REGION_RESULT:
        return NULL;
    }
    return NULL;
}

static bool is_pointer_step(const struct region *region)
{
    return region->kind == REGION_DEREF;
}

bool region_contains(const struct region *outer, const struct region *inner)
{
    if (outer == NULL || inner == NULL || inner->root != outer->root)
        return false;
    for (; inner != NULL; inner = inner->parent) {
        if (inner == outer)
            return true;
        if (is_pointer_step(inner))
            return false;
    }
    return false;
}

bool region_passes(const struct region *path, const struct region *through)
{
    if (path == NULL || through == NULL)
        return false;
    if (path->root == through->root)
        for (; path != NULL && path->depth >= through->depth; path = path->parent)
            if (path == through)
                return true;
    return path != NULL && path->root->operation != NULL && region_mentions(path, through);
}

const struct region *region_object(const struct region *region)
{
    while (region != NULL && (region->kind == REGION_FIELD || region->kind == REGION_ELEMENT))
        region = region->parent;
    return region;
}

bool region_is_visible(const struct region *region)
{
    if (region == NULL)
        return false;
    switch (region->root->kind) {
    case REGION_STATIC:
    case REGION_HIDDEN:
        return true;
    case REGION_PARAM:
    case REGION_THIS:
    case REGION_CAPTURE:
        return region->depth > 0;
    case REGION_LOCAL:
    case REGION_TEMP:
    case REGION_FRESH:
    case REGION_RESULT:
    case REGION_FIELD:
    case REGION_DEREF:
    case REGION_ELEMENT:
    case REGION_OUTER:
    default:
        return false;
    }
}

static const char *last_part(const char *name)
{
    const char *at = strrchr(name, '@');
    const char *start = at != NULL ? at + 1 : name;
    return start;
}

static void print_root(GString *out, const struct function *function, const struct region *region)
{
    const char *name = NULL;
    if (function != NULL && region->kind == REGION_PARAM && region->index < function->param_count)
        name = function->params[region->index].name;
    if (function != NULL && region->kind == REGION_LOCAL && region->index < function->local_count)
        name = function->locals[region->index].name;
    if (function != NULL && region->kind == REGION_CAPTURE && region->index < function->capture_count)
        name = function->captures[region->index].name;
    if (region->kind == REGION_STATIC || region->kind == REGION_HIDDEN)
        name = last_part(region->name);
    static const char *const words[] = {[REGION_PARAM] = "arg",
                                        [REGION_CAPTURE] = "capture",
                                        [REGION_LOCAL] = "local",
                                        [REGION_TEMP] = "temp",
                                        [REGION_FRESH] = "new"};
    if (region->kind == REGION_THIS)
        g_string_append(out, "this");
    else if (name != NULL && *name != '\0')
        g_string_append(out, name);
    else
        g_string_append_printf(out, "%s%u", words[region->kind], region->index);
}

static void print_operation(GString *out, const struct function *function, const struct operation *operation)
{
    static const char *const signs[] = {"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"};
    g_string_append_c(out, '(');
    value_print(out, function, operation->left);
    g_string_append_printf(out, " %s ", operation->operator<G_N_ELEMENTS(signs) ? signs[operation->operator] : "?");
    value_print(out, function, operation->right);
    g_string_append_c(out, ')');
}

void region_print(GString *out, const struct function *function, const struct region *region)
{
    if (region == NULL) {
        g_string_append(out, "?");
        return;
    }
    if (region->operation != NULL) {
        print_operation(out, function, region->operation);
        return;
    }
    if (region->parent == NULL) {
        print_root(out, function, region);
        return;
    }
    const struct region *parent = region->parent;
    switch ((int)region->kind) {
    case REGION_FIELD:
        if (parent->kind == REGION_DEREF) {
            region_print(out, function, parent->parent);
            g_string_append_printf(out, "->%s", region->name);
        } else {
            region_print(out, function, parent);
            g_string_append_printf(out, ".%s", region->name);
        }
        break;
    case REGION_DEREF:
        g_string_append(out, "*");
        region_print(out, function, parent);
        break;
    case REGION_ELEMENT:
        region_print(out, function, parent);
        if (region->index == ELEMENT_ANY)
            g_string_append(out, "[]");
        else
            g_string_append_printf(out, "[%u]", region->index);
        break;
    case REGION_OUTER:
        g_string_append(out, "outer(");
        region_print(out, function, parent);
        g_string_append_printf(out, ", %s)", region->name);
        break;
    default:
        bug("region kind %d has no print form", (int)region->kind);
    }
}

struct value value_int(int64_t number)
{
    return (struct value){.kind = VALUE_INT, .number = number};
}

struct value value_address(const struct region *region)
{
    if (region == NULL)
        return VALUE_NONE;
    if (region->kind == REGION_DEREF)
        return value_init(region->parent);
    return (struct value){.kind = VALUE_ADDRESS, .region = region};
}

struct value value_init(const struct region *region)
{
    return region == NULL ? VALUE_NONE : (struct value){.kind = VALUE_INIT, .region = region};
}

bool value_equal(struct value a, struct value b)
{
    return a.kind == b.kind && a.number == b.number && a.region == b.region;
}

const struct region *value_pointee(struct regions *regions, struct value value)
{
    if (value.kind == VALUE_ADDRESS)
        return value.region;
    if (value.kind == VALUE_INIT)
        return region_deref(regions, value.region);
    return NULL;
}

void value_print(GString *out, const struct function *function, struct value value)
{
    switch (value.kind) {
    case VALUE_UNKNOWN:
        g_string_append(out, "?");
        break;
    case VALUE_INT:
        g_string_append_printf(out, "%" PRId64, value.number);
        break;
    case VALUE_ADDRESS:
        g_string_append(out, "&");
        region_print(out, function, value.region);
        break;
    case VALUE_INIT:
        region_print(out, function, value.region);
        break;
    case VALUE_FUNCTION:
        g_string_append(out, last_part(value.text));
        break;
    case VALUE_STRING:
        g_string_append_printf(out, "\"%s\"", value.text);
        break;
    case VALUE_CLOSURE:
        g_string_append(out, "closure");
        break;
    }
}
