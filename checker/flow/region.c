#include "flow/region.h"

#include "base/error.h"

struct regions {
    struct arena *arena;
    GHashTable *known; /* struct region, by contents */
    uint32_t count;
};

static guint region_hash(gconstpointer key)
{
    const struct region *r = key;
    guint hash = (guint)r->kind * 2654435761u ^ r->index * 40503u;
    hash ^= GPOINTER_TO_UINT(r->parent) * 31u ^ GPOINTER_TO_UINT(r->name) * 17u ^ (guint)((uintptr_t)r->parent >> 7);
    hash ^= GPOINTER_TO_UINT(r->record) * 7u;
    return hash * 2246822519u ^ hash >> 15;
}

static gboolean region_same(gconstpointer x, gconstpointer y)
{
    const struct region *a = x, *b = y;
    return a->kind == b->kind && a->index == b->index && a->parent == b->parent && a->name == b->name &&
           a->record == b->record;
}

struct regions *regions_new(void)
{
    struct regions *regions = g_new0(struct regions, 1);
    regions->arena = arena_new();
    regions->known = g_hash_table_new(region_hash, region_same);
    return regions;
}

void regions_free(struct regions *regions)
{
    if (regions == NULL)
        return;
    g_hash_table_destroy(regions->known);
    arena_free(regions->arena);
    g_free(regions);
}

static const struct region *find_or_make(struct regions *regions, struct region wanted)
{
    const struct region *known = g_hash_table_lookup(regions->known, &wanted);
    if (known != NULL)
        return known;
    struct region *made = arena_copy(regions->arena, &wanted, sizeof wanted);
    made->id = regions->count++;
    made->depth = wanted.parent != NULL ? wanted.parent->depth + 1 : 0;
    made->root = wanted.parent != NULL ? wanted.parent->root : made;
    g_hash_table_add(regions->known, made);
    return made;
}

const struct region *region_root(struct regions *regions, enum region_kind kind, uint32_t index, const char *name)
{
    return find_or_make(regions, (struct region){.kind = kind, .index = index, .name = name});
}

static const struct region *step(struct regions *regions, struct region wanted)
{
    if (wanted.parent == NULL || wanted.parent->depth >= REGION_MAX_DEPTH)
        return NULL;
    return find_or_make(regions, wanted);
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
    if (parent->deref == NULL)
        ((struct region *)parent)->deref = step(regions, (struct region){.kind = REGION_DEREF, .parent = parent});
    return parent->deref;
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

static bool is_pointer_step(const struct region *region)
{
    return region->kind == REGION_DEREF;
}

bool region_contains(const struct region *outer, const struct region *inner)
{
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
    for (; path != NULL; path = path->parent)
        if (path == through)
            return true;
    return false;
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
    static const char *const words[] = {[REGION_PARAM] = "arg", [REGION_CAPTURE] = "capture", [REGION_LOCAL] = "local",
                                        [REGION_TEMP] = "temp", [REGION_FRESH] = "new"};
    if (region->kind == REGION_THIS)
        g_string_append(out, "this");
    else if (name != NULL && *name != '\0')
        g_string_append(out, name);
    else
        g_string_append_printf(out, "%s%u", words[region->kind], region->index);
}

void region_print(GString *out, const struct function *function, const struct region *region)
{
    if (region == NULL) {
        g_string_append(out, "?");
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
