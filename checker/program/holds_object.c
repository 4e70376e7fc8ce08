/* holds_object.c: objects and field paths, one copy each, so that pointers compare. */
#include "program/holds_walk.h"

/* Of these the type follows from the rest. */
static bool is_typed_by_place(const struct object *object)
{
    return object->kind == OBJECT_FIELD || object->kind == OBJECT_FRESH || object->kind == OBJECT_RESULT ||
           object->kind == OBJECT_CLOSURE || object->kind == OBJECT_STATIC;
}

static guint object_hash(gconstpointer data)
{
    const struct object *o = data;
    const void *type = is_typed_by_place(o) ? NULL : o->type; /* every unit has types of its own */
    return (guint)o->kind * 31u + o->index * 131u + g_direct_hash(o->base) + 7u * g_direct_hash(o->path) +
           13u * g_direct_hash(o->site) + 17u * g_direct_hash(type);
}

static gboolean object_equal(gconstpointer a, gconstpointer b)
{
    const struct object *x = a, *y = b;
    return x->kind == y->kind && x->index == y->index && x->base == y->base && x->path == y->path && x->site == y->site &&
           (x->kind != OBJECT_THIS || x->record == y->record) && (is_typed_by_place(x) || x->type == y->type);
}

const struct object *object_make(struct holds *holds, struct object shape)
{
    if (holds->objects == NULL)
        holds->objects = g_hash_table_new(object_hash, object_equal);
    shape.depth = shape.base != NULL ? shape.base->depth + 1 : 0;
    if (shape.depth > OBJECT_DEPTH)
        return holds->unknown;
    if (shape.record == NULL && shape.type != NULL && shape.type->kind == TYPE_RECORD)
        shape.record = shape.type->record;
    const struct object *known = g_hash_table_lookup(holds->objects, &shape);
    if (known != NULL)
        return known;
    struct object *made = arena_copy(holds->arena, &shape, sizeof shape);
    g_hash_table_add(holds->objects, made);
    return made;
}

const struct object *object_variable(struct walk *walk, enum object_kind kind, uint32_t index, const struct type *type)
{
    return object_make(walk->holds, (struct object){.kind = kind, .index = index, .type = type});
}

/* --- paths -------------------------------------------------------------------------------------------------------------------
 */

static guint path_hash(gconstpointer data)
{
    const struct field_path *p = data;
    return g_direct_hash(p->before) * 31u + g_direct_hash(p->record) * 7u + g_direct_hash(p->field);
}

static gboolean path_equal(gconstpointer a, gconstpointer b)
{
    const struct field_path *x = a, *y = b;
    return x->before == y->before && x->record == y->record && x->field == y->field;
}

static bool is_part_of_pair(const char *record, const char *field)
{
    return record != NULL && strstr(record, "@S@pair") != NULL && (strcmp(field, "first") == 0 || strcmp(field, "second") == 0);
}

const struct field_path *path_add(struct holds *holds, const struct field_path *before, const char *record, const char *field,
                                  const struct type *type)
{
    if (is_part_of_pair(record, field))
        return before;
    if (holds->paths == NULL)
        holds->paths = g_hash_table_new(path_hash, path_equal);
    struct field_path shape = {.before = before, .record = record, .field = field, .type = type};
    const struct field_path *known = g_hash_table_lookup(holds->paths, &shape);
    if (known != NULL)
        return known;
    uint32_t length = 0;
    for (const struct field_path *p = before; p != NULL; p = p->before)
        length++;
    if (length >= 6)
        return before;
    struct field_path *made = arena_copy(holds->arena, &shape, sizeof shape);
    g_hash_table_add(holds->paths, made);
    return made;
}

const struct field_path *path_join(struct holds *holds, const struct field_path *before, const struct field_path *after)
{
    if (after == NULL)
        return before;
    return path_add(holds, path_join(holds, before, after->before), after->record, after->field, after->type);
}

bool path_rebase(struct holds *holds, const struct field_path *path, const struct field_path *from, const struct field_path *to,
                 const struct field_path **result)
{
    if (path == from) {
        *result = to;
        return true;
    }
    if (path == NULL || !path_rebase(holds, path->before, from, to, result))
        return false;
    *result = path_add(holds, *result, path->record, path->field, path->type);
    return true;
}

/* --- types -------------------------------------------------------------------------------------------------------------------
 */

const struct type *spot_type(struct spot spot)
{
    return spot.path != NULL ? spot.path->type : spot.object->type;
}

/* `template <class R, class... A> class safe_function<R(A...)>`: a project's own std::function, by its shape. */
static bool is_function_holder(const struct type *type)
{
    static const char *const views[] = {"ref", "Ref", "view", "View"};
    bool is_holder = type->kind == TYPE_RECORD && type->arg_count > 0 && type->args[0] != NULL &&
                     type->args[0]->kind == TYPE_FUNCTION && type->name != NULL;
    for (guint i = 0; is_holder && i < G_N_ELEMENTS(views); i++)
        is_holder = strstr(type->name, views[i]) == NULL;
    return is_holder;
}

enum ownership ownership_of(const struct models *models, const struct type *type)
{
    enum ownership ownership = models_ownership(models, type);
    bool is_unknown = ownership == OWNERSHIP_VALUE && type != NULL && is_function_holder(type);
    return is_unknown && models_find_type(models, type) == NULL ? OWNERSHIP_CLOSURE : ownership;
}

/* The argument of a container that matters: the value of a map, the element of the rest. */
static const struct type *held_argument(const struct models *models, const struct type *type)
{
    const struct type_model *model = models_find_type(models, type);
    if (model == NULL)
        return NULL;
    const struct type *best = NULL;
    for (uint32_t i = 0; i < type->arg_count && i < 32; i++)
        if ((model->held & (1u << i)) &&
            (best == NULL || holds_type_strength(models, type->args[i]) >= holds_type_strength(models, best)))
            best = type->args[i];
    return best;
}

const struct type *type_pointed(const struct models *models, const struct type *type)
{
    if (type == NULL)
        return NULL;
    if (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE)
        return type->target;
    if (type->kind == TYPE_ARRAY)
        return type_pointed(models, type->target);
    switch (ownership_of(models, type)) {
    case OWNERSHIP_SHARED:
    case OWNERSHIP_UNIQUE:
    case OWNERSHIP_WEAK:
        return type->arg_count > 0 ? type->args[0] : NULL;
    case OWNERSHIP_CONTAINER:
        return type_pointed(models, held_argument(models, type));
    case OWNERSHIP_RAW:
        return type->arg_count > 0 ? type->args[0] : NULL;
    case OWNERSHIP_VALUE:
    case OWNERSHIP_CLOSURE:
    case OWNERSHIP_OPAQUE:
        return NULL;
    }
    return NULL;
}

enum hold_strength holds_type_strength(const struct models *models, const struct type *type)
{
    if (type == NULL || type->kind == TYPE_REFERENCE || type->kind == TYPE_POINTER)
        return HOLD_POINTS;
    if (type->kind == TYPE_ARRAY)
        return holds_type_strength(models, type->target);
    if (type->kind != TYPE_RECORD)
        return HOLD_POINTS;
    switch (ownership_of(models, type)) {
    case OWNERSHIP_SHARED:
        return HOLD_SHARED;
    case OWNERSHIP_UNIQUE:
        return type->arg_count > 0 && holds_type_strength(models, type->args[0]) == HOLD_CLOSURE ? HOLD_CLOSURE : HOLD_UNIQUE;
    case OWNERSHIP_CLOSURE:
    case OWNERSHIP_OPAQUE:
        return HOLD_CLOSURE;
    case OWNERSHIP_CONTAINER: {
        const struct type_model *model = models_find_type(models, type);
        enum hold_strength best = HOLD_POINTS;
        for (uint32_t i = 0; model != NULL && i < type->arg_count && i < 32; i++)
            if (model->held & (1u << i))
                best = MAX(best, holds_type_strength(models, type->args[i]));
        return best;
    }
    case OWNERSHIP_RAW:
    case OWNERSHIP_WEAK:
    case OWNERSHIP_VALUE:
        return HOLD_POINTS;
    }
    return HOLD_POINTS;
}

static bool may_point(const struct models *models, const struct type *type)
{
    if (type == NULL || type->kind == TYPE_UNKNOWN)
        return true;
    if (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE)
        return type->target == NULL || type->target->kind != TYPE_FUNCTION;
    return type_pointed(models, type) != NULL || (type->kind == TYPE_RECORD && holds_type_strength(models, type) >= HOLD_UNIQUE);
}

const struct object *object_initial(struct holds *holds, struct spot spot)
{
    enum object_kind kind = spot.object->kind;
    if (kind == OBJECT_UNKNOWN || kind == OBJECT_NULL || kind == OBJECT_LOCAL || kind == OBJECT_TEMP)
        return holds->unknown;
    if (kind == OBJECT_CLOSURE && spot.path == NULL)
        return spot.object;
    const struct type *type = spot_type(spot);
    if (!may_point(holds->models, type) || (type == NULL && spot.path == NULL))
        return holds->unknown;
    return object_make(
        holds,
        (struct object){.kind = OBJECT_FIELD, .base = spot.object, .path = spot.path, .type = type_pointed(holds->models, type)});
}

/* --- records -----------------------------------------------------------------------------------------------------------------
 */

static bool derives(const struct program *program, const char *record, const char *base, int depth)
{
    if (record == base)
        return true;
    const struct record *info = record != NULL ? g_hash_table_lookup(program->records, record) : NULL;
    for (uint32_t i = 0; info != NULL && depth < 12 && i < info->base_count; i++)
        if (info->bases[i].record != NULL && derives(program, info->bases[i].record, base, depth + 1))
            return true;
    return false;
}

bool holds_derives(const struct program *program, const char *record, const char *base)
{
    return derives(program, record, base, 0);
}

bool holds_related(const struct program *program, const char *record, const char *other)
{
    if (record == NULL || other == NULL)
        return true;
    return derives(program, record, other, 0) || derives(program, other, record, 0);
}

const char *holds_record_name(const struct program *program, const char *record)
{
    const struct record *info = record != NULL ? g_hash_table_lookup(program->records, record) : NULL;
    return info != NULL && info->name != NULL ? info->name : "object";
}

/* --- spots -------------------------------------------------------------------------------------------------------------------
 */

bool object_is_nonlocal(const struct object *object)
{
    for (const struct object *o = object; o != NULL; o = o->base)
        if (o->kind == OBJECT_LOCAL || o->kind == OBJECT_TEMP)
            return false;
    return object->kind != OBJECT_UNKNOWN;
}

void spots_add(struct spots *spots, struct spot spot)
{
    for (uint32_t i = 0; i < spots->count; i++)
        if (spots->items[i].object == spot.object && spots->items[i].path == spot.path)
            return;
    if (spots->count < SPOTS_MAX)
        spots->items[spots->count++] = spot;
}

void spots_add_all(struct spots *spots, const struct spots *more)
{
    for (uint32_t i = 0; i < more->count; i++)
        spots_add(spots, more->items[i]);
}
