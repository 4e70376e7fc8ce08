/* holds_effect.c: what the models say of a call, in terms of who keeps whom. */
#include "program/holds_walk.h"

struct effect_walk {
    struct walk *walk;
    const struct instr *instr;
    const struct model *model;
    bool result_done;
};

static const struct operand *argument(const struct effect_walk *e, uint32_t index)
{
    return index < e->instr->arg_count ? &e->instr->args[index] : NULL;
}

static const struct operand *slot_operand(const struct effect_walk *e, struct slot slot)
{
    if (slot.kind == SLOT_THIS)
        return &e->instr->call->receiver;
    if (slot.kind == SLOT_ARG || slot.kind == SLOT_ARGS_FROM)
        return argument(e, slot.index);
    return NULL;
}

static struct spots result_place(const struct effect_walk *e)
{
    return e->instr->dst != NULL ? place_spots(e->walk, e->instr->dst) : (struct spots){.count = 0};
}

/* The place the slot speaks of: a container, or what is stored to. */
static struct spots slot_place(const struct effect_walk *e, struct slot slot)
{
    if (slot.kind == SLOT_RESULT)
        return result_place(e);
    const struct operand *operand = slot_operand(e, slot);
    if (operand == NULL)
        return (struct spots){.count = 0};
    if (slot.kind == SLOT_THIS)
        return operand_values(e->walk, operand);
    if (slot.address_of)
        return operand_target(e->walk, operand);
    const struct type *type = operand_type(operand);
    if (type != NULL && type->kind == TYPE_RECORD)
        return operand_target(e->walk, operand);
    return operand_loaded(e->walk, operand);
}

/* `&self->view`: an address that is passed as such, not a C++ reference that is bound. */
static bool is_address(const struct operand *operand)
{
    return operand->kind == OPERAND_ADDRESS && operand->place->type->kind == TYPE_POINTER;
}

/* The place whose content the slot `*arg0` or `*this` speaks of. */
static struct spots slot_behind(const struct effect_walk *e, struct slot slot)
{
    const struct operand *operand = slot_operand(e, slot);
    if (operand == NULL)
        return (struct spots){.count = 0};
    if (slot.kind == SLOT_THIS || is_address(operand))
        return operand_values(e->walk, operand);
    return slot.address_of ? operand_target(e->walk, operand) : operand_loaded(e->walk, operand);
}

/* What the slot's value is: the objects behind it. */
static struct spots slot_values(const struct effect_walk *e, struct slot slot)
{
    const struct operand *operand = slot_operand(e, slot);
    if (slot.dereference) {
        struct spots place = slot_behind(e, slot);
        return memory_read(e->walk, &place);
    }
    if (operand == NULL)
        return (struct spots){.count = 0};
    if (slot.kind == SLOT_THIS)
        return operand_values(e->walk, operand);
    return slot.address_of ? operand_target(e->walk, operand) : operand_loaded(e->walk, operand);
}

static const struct type *slot_type(const struct effect_walk *e, struct slot slot)
{
    const struct operand *operand = slot_operand(e, slot);
    return operand != NULL ? operand_type(operand) : NULL;
}

static const char *via_of(const struct effect_walk *e)
{
    return e->instr->call->member != NULL ? e->instr->call->member : e->instr->call->name;
}

/* --- one effect each -----------------------------------------------------------------------------------------------------------
 */

static void set_result(struct effect_walk *e, const struct spots *values, bool owned)
{
    struct spots at = result_place(e);
    if (at.count > 0)
        memory_store(e->walk, &at, values, (struct store){.type = e->instr->dst->type, .owned = owned});
    e->result_done = true;
}

static const struct type *allocated_type(const struct instr *instr)
{
    const struct call *call = instr->call;
    bool is_maker = strcasestr(call->name, "make") != NULL || strstr(call->name, "allocate") != NULL;
    if (is_maker && call->template_arg_count > 0 && call->template_args[0] != NULL)
        return call->template_args[0];
    const struct type *type = instr->dst != NULL ? instr->dst->type : NULL;
    if (type != NULL && type->kind == TYPE_RECORD && type->arg_count > 0)
        return type->args[0];
    return type != NULL && type->kind == TYPE_POINTER ? type->target : NULL;
}

static void apply_alloc(struct effect_walk *e, const struct effect *effect)
{
    const struct instr *instr = e->instr;
    if (effect->result.kind != SLOT_RESULT || effect->result.dereference || (effect->flags & EFFECT_HANDLE))
        return;
    const struct object *fresh = object_make(
        e->walk->holds, (struct object){.kind = OBJECT_FRESH, .site = instr, .loc = instr->loc, .type = allocated_type(instr)});
    struct spots values = {.count = 1, .items = {{.object = fresh}}};
    if (fresh->record != NULL && instr->call->template_arg_count > 0)
        construct(e->walk, fresh->record, values.items[0], instr->args, instr->arg_count);
    set_result(e, &values, false);
}

static void apply_alias(struct effect_walk *e, const struct effect *effect)
{
    const struct place *dst = e->instr->dst;
    const struct operand *operand = slot_operand(e, effect->element);
    if (operand == NULL)
        return;
    bool is_place = dst != NULL && dst->type->kind == TYPE_REFERENCE && !effect->element.dereference;
    struct spots values =
        is_place && effect->element.kind != SLOT_THIS ? operand_target(e->walk, operand) : slot_values(e, effect->element);
    if (effect->result.kind == SLOT_RESULT)
        set_result(e, &values, false);
    bool is_moved = strcmp(e->instr->call->name, "std::move") == 0 && e->instr->arg_count == 1;
    if (!(effect->flags & EFFECT_EMPTIES) && !is_moved)
        return;
    struct slot slot = effect->element;
    struct spots place = slot.kind == SLOT_ARG && !slot.dereference ? operand_target(e->walk, operand) : slot_behind(e, slot);
    if (is_moved)
        for (uint32_t i = 0; i < place.count; i++)
            break_note(e->walk, place.items[i].path, "std::move");
    else {
        count_handed_on(e->walk, &place);
        memory_empty(e->walk, &place, via_of(e), true);
    }
}

static bool is_closure_maker(const struct effect_walk *e)
{
    return strstr(e->instr->call->name, "bind") != NULL || strstr(e->instr->call->name, "Bind") != NULL ||
           strstr(e->instr->call->name, "mem_fn") != NULL;
}

/* `shared_ptr<T>(p, [](T *) {})` owns nothing. */
static bool is_no_op_deleter(const struct effect_walk *e)
{
    const struct operand *deleter = argument(e, 1);
    if (e->instr->arg_count != 2 || deleter == NULL)
        return false;
    const struct type *type = operand_type(deleter);
    if (type != NULL && type->kind == TYPE_RECORD && type->name != NULL)
        if (strstr(type->name, "null_deleter") != NULL || strstr(type->name, "NullDeleter") != NULL ||
            strstr(type->name, "NoDelete") != NULL || strstr(type->name, "noop") != NULL || strstr(type->name, "NoOp") != NULL)
            return true;
    struct spots values = operand_loaded(e->walk, deleter);
    for (uint32_t i = 0; i < values.count; i++) {
        const struct instr *site = values.items[i].object->site;
        if (values.items[i].object->kind != OBJECT_CLOSURE || site->op != OP_CLOSURE)
            continue;
        const struct node *body = program_node(e->walk->holds->program, site->closure->function);
        uint32_t instrs = 0;
        for (uint32_t b = 0; body != NULL && b < body->function->block_count; b++)
            instrs += body->function->blocks[b].instr_count;
        return body != NULL && instrs == 0;
    }
    return false;
}

/* `shared_ptr<Part>(owner, &part)` points to the part and keeps the owner. */
static void alias_part(struct effect_walk *e, struct spots *values)
{
    const struct operand *owner = argument(e, 0), *part = argument(e, 1);
    const struct type *type = owner != NULL ? operand_type(owner) : NULL;
    bool is_alias = e->instr->arg_count == 2 && (e->instr->call->flags & CALL_CONSTRUCTOR) && type != NULL && part != NULL &&
                    holds_type_strength(e->walk->holds->models, type) == HOLD_SHARED;
    for (uint32_t i = 0; is_alias && i < values->count; i++)
        if (values->items[i].object->kind != OBJECT_NULL && values->items[i].path == NULL)
            values->items[i].path = path_add(e->walk->holds, NULL, NULL, "part", NULL);
}

/* `shared_ptr<T>(p, [pool](T *p) { pool->put_back(p); })`: the deleter, and what it captured, lives as long as what it deletes.
 */
static void keep_deleter(const struct effect_walk *e, const struct spots *values)
{
    const struct operand *deleter = e->instr->arg_count == 2 ? argument(e, 1) : NULL;
    struct spots all = {.count = 0}, closures = {.count = 0}, at = {.count = 0};
    if (deleter != NULL && (e->instr->call->flags & CALL_CONSTRUCTOR))
        all = operand_loaded(e->walk, deleter);
    for (uint32_t i = 0; i < all.count; i++)
        if (all.items[i].object->kind == OBJECT_CLOSURE)
            spots_add(&closures, all.items[i]);
    const struct field_path *path = path_add(e->walk->holds, NULL, NULL, "deleter", NULL);
    for (uint32_t i = 0; closures.count > 0 && i < values->count; i++)
        if (values->items[i].path == NULL)
            spots_add(&at, (struct spot){.object = values->items[i].object, .path = path});
    memory_store(e->walk, &at, &closures, (struct store){.via = "deleter", .keeps = true});
}

/* `p.reset()` where reset has a default argument that nobody spelled. */
static bool is_default_reset(const struct effect_walk *e, struct slot slot)
{
    const struct operand *operand = slot_operand(e, slot);
    const char *member = e->instr->call->member;
    return operand != NULL && operand->kind == OPERAND_NONE && member != NULL && g_ascii_strcasecmp(member, "reset") == 0;
}

/* `std::function f = ShowProgress{self}`: what the function object has in it lies in the function. */
static void copy_function_object(const struct effect_walk *e, struct slot slot, const struct spots *at)
{
    const struct models *models = e->walk->holds->models;
    const struct type *type = slot_type(e, slot);
    bool is_object = type != NULL && type->kind == TYPE_RECORD && ownership_of(models, type) == OWNERSHIP_VALUE;
    if (!is_object || at->count != 1 || holds_type_strength(models, spot_type(at->items[0])) != HOLD_CLOSURE)
        return;
    struct spots from = operand_target(e->walk, slot_operand(e, slot));
    if (from.count == 1)
        memory_copy_parts(e->walk, from.items[0], at->items[0]);
}

static void apply_store(struct effect_walk *e, const struct effect *effect)
{
    struct spots at = slot_place(e, effect->to);
    if (effect->to.kind == SLOT_RESULT && is_closure_maker(e))
        return;
    bool into_new = effect->to.kind == SLOT_RESULT && e->model->effects[0].kind == EFFECT_ALLOC;
    if (into_new) /* create_timer(callback): what it makes keeps the callback */
        at = memory_read(e->walk, &at);
    bool weak = (effect->flags & EFFECT_WEAK) != 0, owns_nothing = is_no_op_deleter(e);
    uint32_t last = effect->element.kind == SLOT_ARGS_FROM ? e->instr->arg_count : effect->element.index + 1u;
    bool is_list = into_new || effect->element.kind == SLOT_ARGS_FROM;
    struct slot slot = effect->element;
    for (uint32_t i = slot.index; i < last; i++) {
        slot.index = (uint8_t)i;
        struct spots values = slot_values(e, slot);
        if (is_default_reset(e, slot))
            spots_add(&values, (struct spot){.object = e->walk->holds->null});
        if (owns_nothing)
            values.count = 0;
        else if (!is_list) {
            alias_part(e, &values);
            keep_deleter(e, &values);
        }
        memory_store(e->walk, &at, &values,
                     (struct store){.type = slot_type(e, slot),
                                    .via = via_of(e),
                                    .weak = weak,
                                    .keeps = is_list,
                                    .owned = count_is_owned(e->walk, &values)});
        copy_function_object(e, slot, &at);
    }
    if (effect->to.kind == SLOT_RESULT)
        e->result_done = true;
}

static bool if_null_fits(const struct effect_walk *e, const struct effect *effect, bool wants_null)
{
    const struct operand *element = slot_operand(e, effect->element);
    return !(effect->flags & EFFECT_IF_NULL) || (element != NULL && (element->kind == OPERAND_NULL) == wants_null);
}

/* A container of plain records: the arguments go to the constructor of the new element. */
static bool emplaces(struct effect_walk *e, const struct effect *effect, const struct spots *at)
{
    if (effect->element.kind != SLOT_ARGS_FROM || at->count != 1)
        return false;
    const struct type *type = spot_type(at->items[0]);
    const struct type_model *model = type != NULL ? models_find_type(e->walk->holds->models, type) : NULL;
    for (uint32_t i = 0; model != NULL && i < type->arg_count && i < 32; i++) {
        const struct type *held = type->args[i];
        if (!(model->held & (1u << i)) || held->kind != TYPE_RECORD ||
            ownership_of(e->walk->holds->models, held) != OWNERSHIP_VALUE)
            continue;
        if (held->record == NULL || g_hash_table_lookup(e->walk->holds->constructors, held->record) == NULL)
            continue;
        uint32_t first = MIN(effect->element.index, e->instr->arg_count);
        construct(e->walk, held->record, at->items[0], e->instr->args + first, e->instr->arg_count - first);
        return true;
    }
    return false;
}

static void apply_register(struct effect_walk *e, const struct effect *effect)
{
    struct spots at = slot_place(e, effect->in);
    if (!if_null_fits(e, effect, false) || emplaces(e, effect, &at))
        return;
    bool has_handle = effect->handle.kind == SLOT_RESULT && e->instr->dst != NULL;
    bool weak = (effect->flags & (EFFECT_WEAK | EFFECT_ONCE | EFFECT_UNTIL_FALSE | EFFECT_COPIES)) != 0;
    uint32_t last = effect->element.kind == SLOT_ARGS_FROM ? e->instr->arg_count : effect->element.index + 1u;
    struct slot slot = effect->element;
    for (uint32_t i = slot.index; slot.kind != SLOT_NONE && i < last; i++) {
        slot.index = (uint8_t)i;
        struct spots values = slot_values(e, slot);
        bool owned = count_is_owned(e->walk, &values);
        memory_store(e->walk, &at, &values,
                     (struct store){.type = slot_type(e, slot),
                                    .via = via_of(e),
                                    .keeps = true,
                                    .weak = weak,
                                    .owned = owned,
                                    .has_handle = has_handle});
    }
    if (effect->result.kind == SLOT_RESULT && e->instr->dst != NULL)
        set_result(e, &at, false);
}

static void apply_remove(struct effect_walk *e, const struct effect *effect)
{
    bool is_all = effect->kind == EFFECT_CLEAR;
    if (!if_null_fits(e, effect, true))
        return;
    if (effect->handle.kind != SLOT_NONE)
        break_note_handle(e->walk, via_of(e));
    if (effect->in.kind != SLOT_NONE) {
        struct spots at = slot_place(e, effect->in);
        if (effect->result.kind == SLOT_RESULT) {
            struct spots values = memory_read(e->walk, &at);
            set_result(e, &values, false);
        }
        memory_empty(e->walk, &at, via_of(e), is_all && effect->when_arg < 0);
        if (slot_operand(e, effect->in) != NULL)
            break_note_operand(e->walk, slot_operand(e, effect->in), &at, via_of(e));
    }
}

static void apply_transfer(struct effect_walk *e, const struct effect *effect)
{
    struct spots from = slot_place(e, effect->in), to = slot_place(e, effect->to);
    if ((effect->flags & EFFECT_SWAPS) && from.count == 1 && to.count == 1) {
        memory_swap(e->walk, from.items[0], to.items[0]);
        return;
    }
    struct spots values = memory_read(e->walk, &from);
    struct store how = {.type = slot_type(e, effect->in), .via = via_of(e)};
    how.keeps = !(effect->flags & EFFECT_COPIES) || strcmp(via_of(e), "insert") == 0;
    memory_store(e->walk, &to, &values, how);
    if (!(effect->flags & EFFECT_COPIES))
        memory_empty(e->walk, &from, via_of(e), false);
}

static void apply_lookup(struct effect_walk *e, const struct effect *effect)
{
    const struct place *dst = e->instr->dst;
    if (effect->result.kind != SLOT_RESULT || dst == NULL)
        return;
    struct spots at = slot_place(e, effect->in);
    bool is_content = dst->type->kind == TYPE_POINTER && effect->in.kind != SLOT_THIS;
    if (is_content)
        at = memory_read(e->walk, &at);
    set_result(e, &at, false);
}

static void apply_hold(struct effect_walk *e, const struct effect *effect)
{
    struct spots values = slot_values(e, effect->element);
    const struct type *type = e->instr->dst != NULL ? e->instr->dst->type : NULL;
    if (effect->element.kind != SLOT_THIS)
        count_reference(e->walk, &values);
    if (effect->result.kind == SLOT_RESULT)
        set_result(e, &values, type != NULL && type->kind == TYPE_POINTER);
}

static bool model_stores_to_this(const struct model *model)
{
    for (uint32_t i = 0; i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        if ((effect->kind == EFFECT_STORE || effect->kind == EFFECT_TRANSFER) && effect->to.kind == SLOT_THIS)
            return true;
    }
    return false;
}

static void apply_release(struct effect_walk *e, const struct effect *effect)
{
    struct slot slot = effect->element;
    if (slot.kind == SLOT_THIS && slot.dereference) {
        struct spots place = operand_values(e->walk, &e->instr->call->receiver);
        if (!model_stores_to_this(e->model)) {
            memory_empty(e->walk, &place, via_of(e), true);
            break_note_operand(e->walk, &e->instr->call->receiver, &place, via_of(e));
        }
        return;
    }
    struct spots values = slot_values(e, slot);
    bool is_stored_anew = false;
    for (uint32_t i = 0; i < e->model->effect_count; i++)
        is_stored_anew = is_stored_anew || e->model->effects[i].kind == EFFECT_STORE;
    if (is_stored_anew) {
        return;
    }
    count_release(e->walk, &values, via_of(e));
    if ((effect->flags & EFFECT_EMPTIES) && slot_operand(e, slot) != NULL) {
        struct spots place = slot.dereference ? slot_behind(e, slot) : operand_target(e->walk, slot_operand(e, slot));
        memory_empty(e->walk, &place, via_of(e), true);
    }
}

static bool when_fits(const struct effect_walk *e, const struct effect *effect)
{
    const struct operand *operand = effect->when_arg >= 0 ? argument(e, (uint32_t)effect->when_arg) : NULL;
    if (operand == NULL || (operand->kind != OPERAND_INT && operand->kind != OPERAND_NULL))
        return true;
    int64_t number = operand->kind == OPERAND_INT ? operand->number : 0;
    if (effect->when_test == WHEN_EQUAL)
        return number == effect->when_number;
    if (effect->when_test == WHEN_DIFFERENT)
        return number != effect->when_number;
    return (number & effect->when_number) != 0;
}

static void apply_effect(struct effect_walk *e, const struct effect *effect)
{
    switch (effect->kind) {
    case EFFECT_ALLOC:
        apply_alloc(e, effect);
        return;
    case EFFECT_ALIAS:
        apply_alias(e, effect);
        return;
    case EFFECT_STORE:
        apply_store(e, effect);
        return;
    case EFFECT_REGISTER:
        apply_register(e, effect);
        return;
    case EFFECT_REMOVE:
    case EFFECT_CLEAR:
        if (!(effect->kind == EFFECT_CLEAR && model_stores_to_this(e->model)))
            apply_remove(e, effect);
        return;
    case EFFECT_TRANSFER:
        apply_transfer(e, effect);
        return;
    case EFFECT_LOOKUP:
    case EFFECT_BEGIN:
        apply_lookup(e, effect);
        return;
    case EFFECT_HOLD:
        apply_hold(e, effect);
        return;
    case EFFECT_RELEASE:
        apply_release(e, effect);
        return;
    case EFFECT_END:
        if (effect->element.kind == SLOT_THIS)
            apply_release(e, effect);
        return;
    case EFFECT_END_MARK:
    case EFFECT_STEP:
    case EFFECT_CALLBACK:
    case EFFECT_WAIT:
    case EFFECT_THROW:
    case EFFECT_NORETURN:
    case EFFECT_LOGGER:
    case EFFECT_LOGGER_DROP:
    case EFFECT_ATTACH:
    case EFFECT_DETACH:
    case EFFECT_MINT:
    case EFFECT_CARRY:
    case EFFECT_PURE:
    case EFFECT_COUNT:
        return;
    }
}

void effects_apply(struct walk *walk, const struct instr *instr, const struct model *model)
{
    struct effect_walk e = {.walk = walk, .instr = instr, .model = model};
    for (uint32_t i = 0; i < model->effect_count; i++)
        if (when_fits(&e, &model->effects[i]))
            apply_effect(&e, &model->effects[i]);
    if (e.result_done || instr->dst == NULL)
        return;
    struct spots at = result_place(&e), values = {.count = 0};
    const struct object *closure = is_closure_maker(&e) ? closure_of_call(walk, instr) : NULL;
    if (closure != NULL)
        spots_add(&values, (struct spot){.object = closure});
    memory_store(walk, &at, &values, (struct store){.type = instr->dst->type});
}
