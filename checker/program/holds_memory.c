/* holds_memory.c: what is stored where, at one point of a function; and where fields are emptied. */
#include "program/holds_walk.h"

static bool same_spot(struct spot a, struct spot b)
{
    return a.object == b.object && a.path == b.path;
}

struct memory memory_clone(const struct memory *memory)
{
    GArray *copy = g_array_sized_new(FALSE, FALSE, sizeof(struct hold), memory->holds->len + 8);
    g_array_append_vals(copy, memory->holds->data, memory->holds->len);
    return (struct memory){.holds = copy};
}

static struct hold *find_hold(const struct memory *memory, const struct hold *hold)
{
    for (guint i = 0; i < memory->holds->len; i++) {
        struct hold *known = &g_array_index(memory->holds, struct hold, i);
        if (same_spot(known->at, hold->at) && same_spot(known->held, hold->held) && known->strength == hold->strength)
            return known;
    }
    return NULL;
}

static void add_hold(struct memory *memory, const struct hold *hold)
{
    if (find_hold(memory, hold) == NULL && memory->holds->len < MEMORY_MAX)
        g_array_append_vals(memory->holds, hold, 1);
}

void memory_join(struct memory *into, const struct memory *from)
{
    for (guint i = 0; i < from->holds->len; i++)
        add_hold(into, &g_array_index(from->holds, struct hold, i));
}

static void forget(struct memory *memory, struct spot at)
{
    guint kept = 0;
    for (guint i = 0; i < memory->holds->len; i++) {
        struct hold *hold = &g_array_index(memory->holds, struct hold, i);
        if (!same_spot(hold->at, at))
            g_array_index(memory->holds, struct hold, kept++) = *hold;
    }
    g_array_set_size(memory->holds, kept);
}

/* --- reading -----------------------------------------------------------------------------------------------------------------
 */

struct spots memory_stored(const struct walk *walk, struct spot spot)
{
    struct spots values = {.count = 0};
    for (guint i = 0; i < walk->memory.holds->len; i++) {
        const struct hold *hold = &g_array_index(walk->memory.holds, struct hold, i);
        if (same_spot(hold->at, spot))
            spots_add(&values, hold->held);
    }
    return values;
}

static bool is_container(const struct walk *walk, const struct type *type)
{
    return type != NULL && type->kind == TYPE_RECORD && ownership_of(walk->holds->models, type) == OWNERSHIP_CONTAINER;
}

struct spots memory_read(struct walk *walk, const struct spots *spots)
{
    struct spots values = {.count = 0};
    for (uint32_t i = 0; i < spots->count; i++) {
        struct spot spot = spots->items[i];
        struct spots stored = memory_stored(walk, spot);
        spots_add_all(&values, &stored);
        bool is_more =
            is_container(walk, spot_type(spot)) && object_is_nonlocal(spot.object) && spot.object->kind != OBJECT_FRESH;
        if (stored.count == 0 || is_more) {
            const struct object *initial = object_initial(walk->holds, spot);
            if (initial->kind != OBJECT_UNKNOWN || stored.count == 0)
                spots_add(&values, (struct spot){.object = initial});
        }
    }
    return values;
}

/* --- references counted by hand ------------------------------------------------------------------------------------------------
 */

static const char *field_key(struct holds *holds, const char *record, const char *field)
{
    return intern_printf(holds->strings, "%s.%s", record != NULL ? record : "", field);
}

void count_reference(struct walk *walk, const struct spots *values)
{
    for (uint32_t i = 0; i < values->count; i++)
        if (values->items[i].object->kind != OBJECT_UNKNOWN && values->items[i].object->kind != OBJECT_NULL)
            g_hash_table_add(walk->referenced, (gpointer)values->items[i].object);
}

bool count_is_owned(const struct walk *walk, const struct spots *values)
{
    for (uint32_t i = 0; i < values->count; i++)
        if (g_hash_table_contains(walk->referenced, values->items[i].object))
            return true;
    return false;
}

void count_release(struct walk *walk, const struct spots *values, const char *how)
{
    for (uint32_t i = 0; i < values->count; i++) {
        const struct object *object = values->items[i].object;
        g_hash_table_remove(walk->referenced, object);
        if (object->kind != OBJECT_FIELD || object->path == NULL)
            continue;
        g_hash_table_add(walk->holds->released, (gpointer)field_key(walk->holds, object->path->record, object->path->field));
        break_note(walk, object->path, how);
    }
}

void count_handed_on(struct walk *walk, const struct spots *places)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const struct field_path *path = places->items[i].path;
        if (path != NULL)
            g_hash_table_add(walk->holds->released, (gpointer)field_key(walk->holds, path->record, path->field));
    }
}

bool holds_field_is_part(const struct holds *holds, const char *record, const char *field)
{
    char *key = g_strdup_printf("%s.%s", record != NULL ? record : "", field);
    bool is_part = g_hash_table_contains(holds->parts, key);
    g_free(key);
    return is_part;
}

bool holds_field_is_counted(const struct holds *holds, const char *record, const char *field)
{
    char *key = g_strdup_printf("%s.%s", record != NULL ? record : "", field);
    bool is_counted = g_hash_table_contains(holds->counted, key) && g_hash_table_contains(holds->released, key);
    g_free(key);
    return is_counted;
}

/* --- writing -------------------------------------------------------------------------------------------------------------------
 */

/* A `std::optional<std::weak_ptr<T>>` keeps nothing, whatever was put into it. */
static bool is_weak_container(const struct models *models, const struct type *type)
{
    const struct type_model *model =
        type != NULL && ownership_of(models, type) == OWNERSHIP_CONTAINER ? models_find_type(models, type) : NULL;
    for (uint32_t i = 0; model != NULL && i < type->arg_count && i < 32; i++)
        if ((model->held & (1u << i)) && ownership_of(models, type->args[i]) == OWNERSHIP_WEAK)
            return true;
    return false;
}

static enum hold_strength strength_of(const struct walk *walk, struct spot at, struct spot held, const struct store *how)
{
    const struct models *models = walk->holds->models;
    const struct type *type = spot_type(at);
    enum hold_strength by_place = holds_type_strength(models, type);
    if (how->weak || held.object->kind == OBJECT_NULL || held.object->kind == OBJECT_UNKNOWN)
        return HOLD_POINTS;
    if (by_place >= HOLD_UNIQUE)
        return by_place;
    bool is_raw = type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_REFERENCE ||
                                   ownership_of(models, type) == OWNERSHIP_WEAK || ownership_of(models, type) == OWNERSHIP_RAW);
    if (is_raw && how->owned)
        return HOLD_COUNTED;
    if (is_raw)
        return held.object->kind == OBJECT_FRESH && !walk->node->module->is_cxx ? HOLD_UNIQUE : HOLD_POINTS;
    if (held.object->kind == OBJECT_CLOSURE)
        return HOLD_CLOSURE;
    if (is_weak_container(models, type))
        return HOLD_POINTS;
    if (how->keeps && how->owned)
        return HOLD_COUNTED;
    /* a place of unknown type, or a container that takes anything: as the value was */
    return how->keeps || type == NULL || type->kind == TYPE_UNKNOWN ? holds_type_strength(models, how->type) : HOLD_POINTS;
}

static void note_counted(struct walk *walk, struct spot at)
{
    if (at.path != NULL)
        g_hash_table_add(walk->holds->counted, (gpointer)field_key(walk->holds, at.path->record, at.path->field));
}

/* `self->priv = g_type_instance_get_private(self, …)`: the field points to a part of the object that has it. */
static void note_part(struct walk *walk, struct spot at, struct spot held)
{
    const struct type *type = spot_type(at), *part = type != NULL && type->kind == TYPE_POINTER ? type->target : NULL;
    if (at.path != NULL && at.object == held.object && held.path == NULL && part != NULL && part->record != NULL &&
        part->record != at.path->record)
        g_hash_table_add(walk->holds->parts, (gpointer)field_key(walk->holds, at.path->record, at.path->field));
}

static bool is_nothing(const struct spots *values)
{
    return values->count > 0 && values->count == 1 && values->items[0].object->kind == OBJECT_NULL;
}

void memory_store(struct walk *walk, const struct spots *at, const struct spots *values, struct store how)
{
    struct spots unknown = {.count = 1, .items = {{.object = walk->holds->unknown}}};
    if (values->count == 0)
        values = &unknown;
    if (is_nothing(values) && !how.keeps) {
        memory_empty(walk, at, how.via != NULL ? how.via : "= null", true);
        return;
    }
    bool is_certain = at->count == 1 && !how.keeps;
    for (uint32_t i = 0; i < at->count; i++) {
        struct spot spot = at->items[i];
        if (spot.object->kind == OBJECT_UNKNOWN || spot.object->kind == OBJECT_NULL)
            continue;
        bool adds = is_container(walk, spot_type(spot)) && !is_container(walk, how.type);
        if (is_certain && !adds)
            forget(&walk->memory, spot);
        bool is_own = spot.object->kind == OBJECT_LOCAL || spot.object->kind == OBJECT_TEMP;
        for (uint32_t k = 0; k < values->count; k++) {
            if (is_own && values->items[k].object->kind == OBJECT_UNKNOWN)
                continue;
            struct hold hold = {.at = spot,
                                .held = values->items[k],
                                .owned = how.owned,
                                .loc = walk->loc,
                                .function = walk->function,
                                .via = how.via,
                                .block = walk->block,
                                .has_handle = how.has_handle,
                                .is_maybe = at->count > 1 || values->count > 1};
            hold.strength = strength_of(walk, spot, values->items[k], &how);
            if (hold.strength == HOLD_COUNTED || (hold.strength == HOLD_UNIQUE && !walk->node->module->is_cxx))
                note_counted(walk, spot);
            note_part(walk, spot, values->items[k]);
            add_hold(&walk->memory, &hold);
        }
    }
}

void memory_copy_parts(struct walk *walk, struct spot from, struct spot to)
{
    guint count = walk->memory.holds->len;
    for (guint i = 0; i < count; i++) {
        struct hold hold = g_array_index(walk->memory.holds, struct hold, i);
        const struct field_path *path;
        if (hold.at.object != from.object || hold.at.path == from.path)
            continue;
        if (!path_rebase(walk->holds, hold.at.path, from.path, to.path, &path))
            continue;
        hold.at = (struct spot){.object = to.object, .path = path};
        add_hold(&walk->memory, &hold);
    }
}

static bool has_value(const struct walk *walk, struct spot spot)
{
    struct spots stored = memory_stored(walk, spot);
    for (uint32_t i = 0; i < stored.count; i++)
        if (stored.items[i].object->kind != OBJECT_NULL && stored.items[i].object->kind != OBJECT_UNKNOWN)
            return true;
    return false;
}

void memory_empty(struct walk *walk, const struct spots *at, const char *how, bool wholly)
{
    for (uint32_t i = 0; i < at->count; i++) {
        struct spot spot = at->items[i];
        if (spot.object->kind == OBJECT_UNKNOWN || spot.object->kind == OBJECT_NULL)
            continue;
        bool is_own = spot.object->kind == OBJECT_LOCAL || spot.object->kind == OBJECT_TEMP;
        bool is_new = spot.object->kind == OBJECT_FRESH || spot.object->kind == OBJECT_CLOSURE;
        bool is_start = is_new && !has_value(walk, spot); /* a new object's first null breaks nothing */
        if (!is_own && !is_start)
            break_note(walk, spot.path, how);
        if (spot.object->kind == OBJECT_CAPTURE && spot.path == NULL)
            break_note_field(walk, walk->function->id, walk->function->captures[spot.object->index].name, how);
        if (wholly && at->count == 1)
            forget(&walk->memory, spot);
        struct hold hold = {.at = spot,
                            .held = {.object = walk->holds->null},
                            .loc = walk->loc,
                            .function = walk->function,
                            .via = how,
                            .block = walk->block};
        add_hold(&walk->memory, &hold);
    }
}

void memory_swap(struct walk *walk, struct spot a, struct spot b)
{
    struct spots at_a = {.count = 1, .items = {a}}, at_b = {.count = 1, .items = {b}};
    struct spots of_a = memory_read(walk, &at_a), of_b = memory_read(walk, &at_b);
    memory_store(walk, &at_a, &of_b, (struct store){.via = "swap"});
    memory_store(walk, &at_b, &of_a, (struct store){.via = "swap"});
    break_note(walk, a.path, "swap");
    break_note(walk, b.path, "swap");
}

/* --- breaks --------------------------------------------------------------------------------------------------------------------
 */

static guint break_hash(gconstpointer data)
{
    const struct break_site *site = data;
    return g_direct_hash(site->node) + site->loc.line * 131u + site->loc.column * 31u + g_direct_hash(site->field) * 7u;
}

static gboolean break_equal(gconstpointer a, gconstpointer b)
{
    const struct break_site *x = a, *y = b;
    return x->node == y->node && loc_compare(&x->loc, &y->loc) == 0 && x->is_handle == y->is_handle &&
           g_strcmp0(x->field, y->field) == 0 && g_strcmp0(x->record, y->record) == 0;
}

static void add_break(struct walk *walk, GPtrArray *list, struct break_site site)
{
    struct holds *holds = walk->holds;
    if (holds->break_sites == NULL)
        holds->break_sites = g_hash_table_new(break_hash, break_equal);
    if (g_hash_table_contains(holds->break_sites, &site))
        return;
    struct break_site *added = arena_copy(holds->arena, &site, sizeof site);
    g_hash_table_add(holds->break_sites, added);
    g_ptr_array_add(list, added);
}

void break_note_field(struct walk *walk, const char *record, const char *field, const char *how)
{
    const char *key = field_key(walk->holds, record, field);
    GPtrArray *list = g_hash_table_lookup(walk->holds->breaks, key);
    if (list == NULL)
        g_hash_table_insert(walk->holds->breaks, (gpointer)key, list = g_ptr_array_new());
    add_break(walk, list,
              (struct break_site){
                  .record = record, .field = field, .node = walk->node, .loc = walk->loc, .how = how, .block = walk->block});
}

/* A constructor that sets its own members to nothing breaks nothing; neither does `conn_init(struct conn *c)`. */
static bool is_own_start(const struct walk *walk)
{
    const struct function *function = walk->function;
    return walk->is_starting || (function->flags & FUNCTION_CONSTRUCTOR) ||
           (!walk->node->module->is_cxx && function->param_count > 0 && g_str_has_suffix(function->display, "_init"));
}

void break_note(struct walk *walk, const struct field_path *path, const char *how)
{
    if (path != NULL && path->field != NULL && !is_own_start(walk))
        break_note_field(walk, path->record, path->field, how);
}

void break_note_operand(struct walk *walk, const struct operand *operand, const struct spots *spots, const char *how)
{
    for (uint32_t i = 0; i < spots->count; i++)
        if (spots->items[i].object->kind != OBJECT_UNKNOWN)
            return;
    const struct place *place = operand->place;
    for (uint32_t i = place != NULL ? place->step_count : 0; i-- > 0;)
        if (place->steps[i].kind == SELECT_FIELD) {
            if (!is_own_start(walk))
                break_note_field(walk, place->steps[i].record, place->steps[i].field, how);
            return;
        }
}

void break_note_handle(struct walk *walk, const char *how)
{
    add_break(walk, walk->holds->handle_breaks,
              (struct break_site){.node = walk->node, .loc = walk->loc, .how = how, .block = walk->block, .is_handle = true});
}

const GPtrArray *holds_breaks(const struct holds *holds, const char *record, const char *field)
{
    char *key = g_strdup_printf("%s.%s", record != NULL ? record : "", field);
    const GPtrArray *list = g_hash_table_lookup(holds->breaks, key);
    g_free(key);
    return list;
}

const GPtrArray *holds_handle_breaks(const struct holds *holds)
{
    return holds->handle_breaks;
}
