/* holds_place.c: from the places and operands of the IR to spots of objects. */
#include "program/holds_walk.h"

static const struct type *field_type(struct walk *walk, const char *record, const char *field)
{
    const struct record *info = record != NULL ? g_hash_table_lookup(walk->holds->program->records, record) : NULL;
    for (uint32_t i = 0; info != NULL && i < info->field_count; i++)
        if (info->fields[i].name == field)
            return info->fields[i].type;
    return NULL;
}

static const struct type *root_type(const struct walk *walk, const struct place *place)
{
    const struct function *function = walk->function;
    switch (place->root) {
    case ROOT_PARAM:
        return place->index < function->param_count ? function->params[place->index].type : NULL;
    case ROOT_LOCAL:
        return place->index < function->local_count ? function->locals[place->index].type : NULL;
    case ROOT_CAPTURE:
        return place->index < function->capture_count ? function->captures[place->index].type : NULL;
    case ROOT_TEMP:
        return place->step_count == 0 ? place->type : NULL;
    case ROOT_THIS:
    case ROOT_STATIC:
        return NULL;
    }
    return NULL;
}

static struct spot root_spot(struct walk *walk, const struct place *place)
{
    static const enum object_kind kinds[] = {
        [ROOT_PARAM] = OBJECT_PARAM, [ROOT_LOCAL] = OBJECT_LOCAL, [ROOT_TEMP] = OBJECT_TEMP, [ROOT_CAPTURE] = OBJECT_CAPTURE};
    struct holds *holds = walk->holds;
    if (place->root == ROOT_THIS)
        return (struct spot){.object =
                                 object_make(holds, (struct object){.kind = OBJECT_THIS, .record = walk->function->record})};
    if (place->root == ROOT_STATIC) {
        const struct variable *variable = g_hash_table_lookup(holds->program->variables, place->symbol);
        return (struct spot){.object = object_make(holds, (struct object){.kind = OBJECT_STATIC,
                                                                          .site = place->symbol,
                                                                          .type = variable != NULL ? variable->type : NULL})};
    }
    /* temporaries are known by number alone: their type is only seen where they stand by themselves */
    const struct type *type = place->root == ROOT_TEMP ? NULL : root_type(walk, place);
    return (struct spot){.object = object_variable(walk, kinds[place->root], place->index, type)};
}

static struct spots step_into(struct walk *walk, const struct spots *spots, const struct selector *step)
{
    struct spots next = {.count = 0};
    const struct type *type = step->kind == SELECT_FIELD ? field_type(walk, step->record, step->field) : NULL;
    for (uint32_t i = 0; i < spots->count; i++) {
        struct spot spot = spots->items[i];
        if (spot.object->kind == OBJECT_UNKNOWN || spot.object->kind == OBJECT_NULL)
            continue;
        if (step->kind == SELECT_FIELD)
            spot.path = path_add(walk->holds, spot.path, step->record, step->field, type);
        if (step->kind == SELECT_OUTER) {
            if (spot.path == NULL || spot.path->field != step->field)
                continue;
            spot.path = spot.path->before;
        }
        spots_add(&next, spot);
    }
    return next;
}

struct spots place_spots(struct walk *walk, const struct place *place)
{
    struct spots spots = {.count = 1, .items = {root_spot(walk, place)}};
    uint32_t first = place->root == ROOT_THIS && place->step_count > 0 && place->steps[0].kind == SELECT_DEREF;
    for (uint32_t i = first; i < place->step_count; i++) {
        const struct selector *step = &place->steps[i];
        spots = step->kind == SELECT_DEREF ? memory_read(walk, &spots) : step_into(walk, &spots, step);
    }
    return spots;
}

struct spots operand_values(struct walk *walk, const struct operand *operand)
{
    struct spots none = {.count = 0};
    switch (operand->kind) {
    case OPERAND_NULL:
        return (struct spots){.count = 1, .items = {{.object = walk->holds->null}}};
    case OPERAND_ADDRESS:
        return place_spots(walk, operand->place);
    case OPERAND_PLACE: {
        struct spots spots = place_spots(walk, operand->place);
        if (operand->place->root == ROOT_THIS && operand->place->step_count == 0)
            return spots;
        return memory_read(walk, &spots);
    }
    case OPERAND_NONE:
    case OPERAND_INT:
    case OPERAND_STRING:
    case OPERAND_FUNCTION:
        return none;
    }
    return none;
}

const struct type *operand_type(const struct operand *operand)
{
    const struct type *type = operand->place != NULL ? operand->place->type : operand->type;
    if (type != NULL && type->kind == TYPE_REFERENCE)
        type = type->target;
    return type;
}

/* An object of this type stands for what it points to: smart pointers, containers, functions, plain pointers. */
static bool stands_for_other(const struct walk *walk, const struct type *type)
{
    if (type == NULL)
        return false;
    if (type->kind == TYPE_POINTER)
        return true;
    return type->kind == TYPE_RECORD && ownership_of(walk->holds->models, type) != OWNERSHIP_VALUE;
}

static bool is_reference(const struct walk *walk, const struct operand *operand)
{
    if (operand->kind != OPERAND_PLACE)
        return false;
    const struct type *declared = operand->place->step_count == 0 ? root_type(walk, operand->place) : NULL;
    return operand->place->type->kind == TYPE_REFERENCE || (declared != NULL && declared->kind == TYPE_REFERENCE);
}

struct spots operand_target(struct walk *walk, const struct operand *operand)
{
    struct spots spots = {.count = 0};
    if (operand->kind != OPERAND_PLACE && operand->kind != OPERAND_ADDRESS)
        return spots;
    spots = place_spots(walk, operand->place);
    if (is_reference(walk, operand))
        return memory_read(walk, &spots);
    return spots;
}

struct spots operand_loaded(struct walk *walk, const struct operand *operand)
{
    if (operand->kind != OPERAND_ADDRESS && !is_reference(walk, operand))
        return operand_values(walk, operand);
    struct spots spots = operand_target(walk, operand), values = {.count = 0};
    const struct type *type = operand_type(operand);
    for (uint32_t i = 0; i < spots.count; i++) {
        struct spots one = {.count = 1, .items = {spots.items[i]}};
        struct spots stored = memory_stored(walk, spots.items[i]);
        if (stored.count > 0 || stands_for_other(walk, type))
            one = memory_read(walk, &one);
        spots_add_all(&values, &one);
    }
    return values;
}
