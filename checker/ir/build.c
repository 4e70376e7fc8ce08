#include "ir/build.h"

#include "base/error.h"

/* --- the module ------------------------------------------------------------------------------------------------------- */

struct builder *builder_new(struct module *module)
{
    struct builder *b = g_new0(struct builder, 1);
    b->module = module;
    b->types = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    b->type_list = g_ptr_array_new();
    b->extents = g_array_new(FALSE, FALSE, sizeof(struct type_extent));
    b->variable_ids = g_hash_table_new(NULL, NULL);
    b->record_ids = g_hash_table_new(NULL, NULL);
    b->function_ids = g_hash_table_new(NULL, NULL);
    b->declaration_ids = g_hash_table_new(NULL, NULL);
    b->variables = g_array_new(FALSE, TRUE, sizeof(struct variable));
    b->records = g_array_new(FALSE, TRUE, sizeof(struct record));
    b->functions = g_array_new(FALSE, TRUE, sizeof(struct function));
    b->declarations = g_array_new(FALSE, TRUE, sizeof(struct declaration));
    b->remarks = g_array_new(FALSE, TRUE, sizeof(struct remark));
    b->dependencies = g_array_new(FALSE, TRUE, sizeof(struct dependency));
    b->unlowered = g_array_new(FALSE, TRUE, sizeof(struct unlowered));
    return b;
}

/* Moves a GArray's contents into the arena and frees it. */
static void *settle(struct arena *arena, GArray *array, uint32_t *count)
{
    *count = array->len;
    void *data = array->len > 0 ? arena_copy(arena, array->data, (size_t)array->len * g_array_get_element_size(array)) : NULL;
    g_array_free(array, TRUE);
    return data;
}

static void drop_defined_declarations(struct builder *b)
{
    for (guint i = 0; i < b->declarations->len;) {
        const struct declaration *d = &g_array_index(b->declarations, struct declaration, i);
        if (g_hash_table_contains(b->function_ids, d->id))
            g_array_remove_index(b->declarations, i);
        else
            i++;
    }
}

void builder_finish(struct builder *b)
{
    struct module *m = b->module;
    drop_defined_declarations(b);
    m->type_count = b->type_list->len;
    m->types = arena_copy(m->arena, b->type_list->pdata, sizeof(struct type *) * b->type_list->len);
    m->variables = settle(m->arena, b->variables, &m->variable_count);
    m->records = settle(m->arena, b->records, &m->record_count);
    m->functions = settle(m->arena, b->functions, &m->function_count);
    m->declarations = settle(m->arena, b->declarations, &m->declaration_count);
    m->remarks = settle(m->arena, b->remarks, &m->remark_count);
    m->dependencies = settle(m->arena, b->dependencies, &m->dependency_count);
    m->unlowered = settle(m->arena, b->unlowered, &m->unlowered_count);
    g_hash_table_destroy(b->types);
    g_ptr_array_free(b->type_list, TRUE);
    g_array_free(b->extents, TRUE);
    g_hash_table_destroy(b->variable_ids);
    g_hash_table_destroy(b->record_ids);
    g_hash_table_destroy(b->function_ids);
    g_hash_table_destroy(b->declaration_ids);
    g_free(b);
}

static GBytes *type_key(const struct type *shape)
{
    GByteArray *key = g_byte_array_new();
    const uintptr_t head[] = {shape->kind,
                              shape->is_const,
                              shape->is_rvalue,
                              (uintptr_t)shape->name,
                              (uintptr_t)shape->record,
                              (uintptr_t)shape->target,
                              shape->arg_count};
    g_byte_array_append(key, (const guint8 *)head, sizeof head);
    if (shape->arg_count > 0)
        g_byte_array_append(key, (const guint8 *)shape->args, (guint)(sizeof *shape->args * shape->arg_count));
    return g_byte_array_free_to_bytes(key);
}

static struct type_extent extent_of(const struct builder *b, const struct type *shape)
{
    struct type_extent extent = {.size = 1};
    if (shape->target != NULL)
        type_extent_add(&extent, &g_array_index(b->extents, struct type_extent, shape->target->index));
    for (uint32_t i = 0; i < shape->arg_count; i++)
        type_extent_add(&extent, &g_array_index(b->extents, struct type_extent, shape->args[i]->index));
    return extent;
}

static struct type *add_type(struct builder *b, const struct type *shape, struct type_extent extent)
{
    struct type *fresh = arena_copy(b->module->arena, shape, sizeof *shape);
    if (shape->arg_count > 0)
        fresh->args = arena_copy(b->module->arena, shape->args, sizeof *shape->args * shape->arg_count);
    fresh->index = b->type_list->len;
    g_ptr_array_add(b->type_list, fresh);
    g_array_append_val(b->extents, extent);
    return fresh;
}

struct type *builder_type(struct builder *b, const struct type *shape)
{
    GBytes *key = type_key(shape);
    struct type *type = g_hash_table_lookup(b->types, key);
    if (type != NULL) {
        g_bytes_unref(key);
        return type;
    }
    struct type_extent extent = extent_of(b, shape);
    if (type_extent_is_allowed(&extent))
        type = add_type(b, shape, extent);
    else if (shape->kind == TYPE_RECORD)
        type = builder_type(
            b, &(struct type){.kind = TYPE_RECORD, .is_const = shape->is_const, .name = shape->name, .record = shape->record});
    else
        type = builder_type(b, &(struct type){.kind = TYPE_UNKNOWN, .name = intern(b->module->strings, "?")});
    g_hash_table_insert(b->types, key, type);
    return type;
}

struct type *builder_pointer_to(struct builder *b, struct type *target)
{
    return builder_type(b, &(struct type){.kind = TYPE_POINTER, .target = target});
}

static bool note_id(GHashTable *ids, const char *id, guint position)
{
    if (g_hash_table_contains(ids, id))
        return false;
    g_hash_table_insert(ids, (gpointer)id, GUINT_TO_POINTER(position + 1));
    return true;
}

bool builder_add_record(struct builder *b, const struct record *record)
{
    if (!note_id(b->record_ids, record->id, b->records->len))
        return false;
    g_array_append_vals(b->records, record, 1);
    return true;
}

bool builder_add_function(struct builder *b, const struct function *function)
{
    if (!note_id(b->function_ids, function->id, b->functions->len))
        return false;
    g_array_append_vals(b->functions, function, 1);
    return true;
}

bool builder_add_declaration(struct builder *b, const struct declaration *declaration)
{
    if (!note_id(b->declaration_ids, declaration->id, b->declarations->len))
        return false;
    g_array_append_vals(b->declarations, declaration, 1);
    return true;
}

void builder_add_variable(struct builder *b, const struct variable *variable)
{
    if (note_id(b->variable_ids, variable->id, b->variables->len)) {
        g_array_append_vals(b->variables, variable, 1);
        return;
    }
    guint position = GPOINTER_TO_UINT(g_hash_table_lookup(b->variable_ids, variable->id)) - 1;
    struct variable *known = &g_array_index(b->variables, struct variable, position);
    if (variable->is_defined && (!known->is_defined || known->initial_count == 0))
        *known = *variable;
}

bool builder_has_record(const struct builder *b, const char *id)
{
    return g_hash_table_contains(b->record_ids, id);
}

bool builder_has_function(const struct builder *b, const char *id)
{
    return g_hash_table_contains(b->function_ids, id);
}

bool builder_has_variable(const struct builder *b, const char *id)
{
    return g_hash_table_contains(b->variable_ids, id);
}

/* --- places and operands ---------------------------------------------------------------------------------------------- */

struct place *place_root(struct arena *arena, enum place_root root, uint32_t index, struct type *type)
{
    struct place *place = arena_new_item(arena, struct place);
    *place = (struct place){.root = root, .index = index, .type = type};
    return place;
}

struct place *place_static(struct arena *arena, const char *symbol, struct type *type)
{
    struct place *place = place_root(arena, ROOT_STATIC, 0, type);
    place->symbol = symbol;
    return place;
}

struct place *place_temp(struct body *body, struct type *type)
{
    return place_root(body->arena, ROOT_TEMP, body->function->temp_count++, type);
}

static struct place *place_step(struct arena *arena, const struct place *base, struct selector step, struct type *type)
{
    struct place *place = arena_copy(arena, base, sizeof *base);
    place->steps = arena_new_array(arena, struct selector, base->step_count + 1);
    if (base->step_count > 0)
        memcpy(place->steps, base->steps, sizeof *base->steps * base->step_count);
    place->steps[place->step_count++] = step;
    place->type = type;
    return place;
}

struct place *place_field(struct arena *arena, const struct place *base, const char *field, const char *record, struct type *type)
{
    return place_step(arena, base, (struct selector){.kind = SELECT_FIELD, .field = field, .record = record}, type);
}

struct place *place_deref(struct arena *arena, const struct place *base, struct type *type)
{
    return place_step(arena, base, (struct selector){.kind = SELECT_DEREF}, type);
}

struct place *place_element(struct arena *arena, const struct place *base, struct operand key, struct type *type)
{
    struct operand *copy = arena_copy(arena, &key, sizeof key);
    return place_step(arena, base, (struct selector){.kind = SELECT_ELEMENT, .key = copy}, type);
}

struct place *place_outer(struct arena *arena, const struct place *base, const char *field, const char *record, struct type *type)
{
    return place_step(arena, base, (struct selector){.kind = SELECT_OUTER, .field = field, .record = record}, type);
}

struct operand operand_none(struct type *type)
{
    return (struct operand){.kind = OPERAND_NONE, .type = type};
}

struct operand operand_place(struct place *place)
{
    return (struct operand){.kind = OPERAND_PLACE, .place = place, .type = place->type};
}

struct operand operand_address(struct place *place, struct type *type)
{
    return (struct operand){.kind = OPERAND_ADDRESS, .place = place, .type = type};
}

struct operand operand_null(struct type *type)
{
    return (struct operand){.kind = OPERAND_NULL, .type = type};
}

struct operand operand_int(int64_t number, struct type *type)
{
    return (struct operand){.kind = OPERAND_INT, .number = number, .type = type};
}

struct operand operand_string(const char *text, struct type *type)
{
    return (struct operand){.kind = OPERAND_STRING, .text = text, .type = type};
}

struct operand operand_function(const char *id, struct type *type)
{
    return (struct operand){.kind = OPERAND_FUNCTION, .text = id, .type = type};
}

void instr_set_args(struct arena *arena, struct instr *instr, const struct operand *args, uint32_t count)
{
    instr->arg_count = count;
    instr->args = count > 0 ? arena_copy(arena, args, sizeof *args * count) : NULL;
}
