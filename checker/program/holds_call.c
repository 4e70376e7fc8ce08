/* holds_call.c: calls of functions of the program: their summaries in the caller's terms. Closures and what they capture. */
#include "program/holds_walk.h"

enum { SUBSTITUTES = 16 };

/* What a callee's object is here. */
struct substitute {
    const struct object *object;
    struct spots here;
};

/* A call being replaced by what its callee does. */
struct application {
    struct walk *walk;
    const struct holdings *callee;
    const struct function *function;
    struct spots receiver;
    const struct operand *args;
    uint32_t arg_count;
    const struct object *closure; /* the function object called, if it is one we know */
    bool is_later;                /* the closure is only made here: what it will empty is not empty yet */
    const void *site;
    struct substitute known[SUBSTITUTES]; /* the last few: a summary speaks of the same objects again and again */
    uint32_t known_count;
};

static struct spots substitute(struct application *a, struct spot spot);

static struct spots join_path(struct application *a, const struct spots *spots, const struct field_path *path)
{
    struct spots joined = {.count = 0};
    for (uint32_t i = 0; i < spots->count; i++) {
        struct spot spot = spots->items[i];
        if (spot.object->kind == OBJECT_UNKNOWN || (spot.object->kind == OBJECT_NULL && path != NULL))
            continue;
        spot.path = path_join(a->walk->holds, spot.path, path);
        spots_add(&joined, spot);
    }
    return joined;
}

/* `f(*p)` for a parameter `T &`: what `p` points to is passed, not `p`. */
static bool passes_pointee(const struct operand *arg, const struct type *param)
{
    const struct type *type = arg->kind == OPERAND_PLACE ? arg->place->type : NULL;
    bool is_pointer = type != NULL && (type->kind == TYPE_POINTER || type->kind == TYPE_RECORD);
    return is_pointer && param->kind == TYPE_RECORD && (type->kind == TYPE_POINTER || type->record != param->record);
}

static struct spots substitute_argument(struct application *a, uint32_t index)
{
    if (index >= a->arg_count || index >= a->function->param_count)
        return (struct spots){.count = 0};
    const struct operand *arg = &a->args[index];
    const struct type *type = a->function->params[index].type;
    if (type->kind == TYPE_REFERENCE) {
        bool is_place = arg->kind == OPERAND_PLACE || arg->kind == OPERAND_ADDRESS;
        return is_place && !passes_pointee(arg, type->target) ? operand_target(a->walk, arg) : operand_values(a->walk, arg);
    }
    if (type->kind == TYPE_POINTER)
        return operand_values(a->walk, arg);
    return operand_loaded(a->walk, arg);
}

static struct spots substitute_content(struct application *a, const struct object *object)
{
    if (object->base->kind == OBJECT_PARAM && object->path == NULL)
        return substitute_argument(a, object->base->index);
    struct spots place = substitute(a, (struct spot){.object = object->base, .path = object->path});
    return memory_read(a->walk, &place);
}

static struct spots substitute_capture(struct application *a, uint32_t index)
{
    struct spots none = {.count = 0};
    if (a->closure == NULL || index >= a->function->capture_count)
        return none;
    const struct capture *capture = &a->function->captures[index];
    return (struct spots){
        .count = 1,
        .items = {{.object = a->closure, .path = path_add(a->walk->holds, NULL, a->function->id, capture->name, capture->type)}}};
}

static struct spots substitute_object(struct application *a, const struct object *object)
{
    struct spots one = {.count = 0};
    switch (object->kind) {
    case OBJECT_THIS:
        return a->receiver;
    case OBJECT_CAPTURE:
        return substitute_capture(a, object->index);
    case OBJECT_FIELD:
        return substitute_content(a, object);
    case OBJECT_NULL:
    case OBJECT_STATIC:
        one.items[one.count++] = (struct spot){.object = object};
        return one;
    case OBJECT_FRESH:
    case OBJECT_RESULT:
    case OBJECT_CLOSURE: {
        struct object shape = {.kind = object->kind,
                               .base = object,
                               .site = a->site,
                               .type = object->type,
                               .record = object->record,
                               .loc = object->loc};
        const struct object *renamed = object_make(a->walk->holds, shape);
        if (renamed->kind != OBJECT_UNKNOWN)
            one.items[one.count++] = (struct spot){.object = renamed};
        return one;
    }
    case OBJECT_PARAM:
        if (object->index < a->arg_count)
            return operand_target(a->walk, &a->args[object->index]);
        return one;
    case OBJECT_UNKNOWN:
    case OBJECT_LOCAL:
    case OBJECT_TEMP:
        return one;
    }
    return one;
}

static struct spots substitute(struct application *a, struct spot spot)
{
    uint32_t count = MIN(a->known_count, (uint32_t)SUBSTITUTES), i = 0;
    while (i < count && a->known[i].object != spot.object)
        i++;
    if (i == count) {
        struct spots here = substitute_object(a, spot.object);
        here = join_path(a, &here, NULL);
        i = a->known_count++ % SUBSTITUTES;
        a->known[i] = (struct substitute){.object = spot.object, .here = here};
    }
    return spot.path != NULL ? join_path(a, &a->known[i].here, spot.path) : a->known[i].here;
}

/* --- putting a summary into memory ---------------------------------------------------------------------------------------------
 */

struct change {
    struct spots at, held;
    const struct hold *hold;
};

static void overwrite(struct walk *walk, const struct change *change, struct spot at)
{
    for (uint32_t i = 0; i < change->held.count; i++) {
        struct hold hold = *change->hold;
        hold.at = at;
        hold.held = change->held.items[i];
        hold.call_loc = walk->loc;
        hold.exits = 0;
        hold.block = walk->block;
        g_array_append_val(walk->memory.holds, hold);
    }
}

static bool is_container_spot(const struct walk *walk, struct spot spot)
{
    const struct type *type = spot_type(spot);
    return type == NULL || (type->kind == TYPE_RECORD && ownership_of(walk->holds->models, type) == OWNERSHIP_CONTAINER);
}

static void forget_spot(struct walk *walk, struct spot spot)
{
    guint kept = 0;
    for (guint i = 0; i < walk->memory.holds->len; i++) {
        struct hold *hold = &g_array_index(walk->memory.holds, struct hold, i);
        if (hold->at.object != spot.object || hold->at.path != spot.path)
            g_array_index(walk->memory.holds, struct hold, kept++) = *hold;
    }
    g_array_set_size(walk->memory.holds, kept);
}

/* Made by the very call: what was empty when it came is no break. */
static bool is_brought(const struct application *a, const struct spots *at)
{
    for (uint32_t i = 0; i < at->count; i++) {
        const struct object *object = at->items[i].object;
        if ((object->kind != OBJECT_FRESH && object->kind != OBJECT_CLOSURE) || object->site != a->site)
            return false;
    }
    return true;
}

/* `slot_ = on ? handler : nullptr`: whether the callee empties it is the callee's to say, not that of each of its callers. */
static bool is_filled_too(const struct holdings *callee, uint32_t index)
{
    const struct spot *at = &callee->holds[index].at;
    for (uint32_t i = 0; i < callee->summary_count; i++) {
        const struct hold *other = &callee->holds[i];
        if (other->at.object == at->object && other->at.path == at->path && other->strength >= HOLD_UNIQUE)
            return true;
    }
    return false;
}

static void empty_at(struct application *a, const struct change *change)
{
    bool was_starting = a->walk->is_starting;
    a->walk->is_starting = was_starting || is_brought(a, &change->at);
    memory_empty(a->walk, &change->at, change->hold->via != NULL ? change->hold->via : "= null", false);
    a->walk->is_starting = was_starting;
}

static void apply_changes(struct application *a, const struct change *changes)
{
    struct walk *walk = a->walk;
    const struct holdings *callee = a->callee;
    for (uint32_t i = 0; i < callee->summary_count; i++) {
        const struct change *change = &changes[i];
        bool is_first = i == 0 || callee->holds[i - 1].at.object != change->hold->at.object ||
                        callee->holds[i - 1].at.path != change->hold->at.path;
        if (is_first && !a->is_later && change->at.count == 1 && change->held.count > 0 &&
            !is_container_spot(walk, change->at.items[0]))
            forget_spot(walk, change->at.items[0]);
        if (change->hold->held.object->kind == OBJECT_NULL && (a->is_later || is_filled_too(callee, i)))
            continue;
        if (change->hold->held.object->kind == OBJECT_NULL) {
            empty_at(a, change);
            continue;
        }
        for (uint32_t k = 0; k < change->at.count && walk->memory.holds->len < MEMORY_MAX; k++)
            overwrite(walk, change, change->at.items[k]);
    }
}

static void take_back_null(struct application *a, struct change *change)
{
    bool only_null = change->held.count == 1 && change->held.items[0].object->kind == OBJECT_NULL;
    if (only_null && change->hold->held.object->kind != OBJECT_NULL) {
        if (!a->is_later)
            memory_empty(a->walk, &change->at, change->hold->via != NULL ? change->hold->via : "= null", true);
        change->held.count = 0;
    }
}

/* A smart pointer out of a call that says nothing of it points to some object all the same. */
static void store_result(struct walk *walk, const struct place *dst, struct spots *values)
{
    struct spots at = place_spots(walk, dst);
    const struct type *pointed = type_pointed(walk->holds->models, dst->type);
    bool is_pointer = dst->type->kind == TYPE_RECORD && holds_type_strength(walk->holds->models, dst->type) >= HOLD_SHARED &&
                      ownership_of(walk->holds->models, dst->type) == OWNERSHIP_SHARED;
    bool is_null = values->count == 1 && values->items[0].object->kind == OBJECT_NULL; /* on failure; else nobody knows */
    if ((values->count == 0 || is_null) && is_pointer && pointed != NULL && pointed->record != NULL) {
        struct object shape = {.kind = OBJECT_RESULT, .site = walk->instr, .loc = walk->loc, .type = pointed};
        *values = (struct spots){.count = 1, .items = {{.object = object_make(walk->holds, shape)}}};
    }
    memory_store(walk, &at, values, (struct store){.type = dst->type, .owned = count_is_owned(walk, values)});
}

static void apply_summary(struct application *a, const struct place *dst)
{
    struct walk *walk = a->walk;
    const struct holdings *callee = a->callee;
    struct change *changes = g_new0(struct change, callee->summary_count + 1);
    for (uint32_t i = 0; i < callee->summary_count; i++) {
        changes[i].hold = &callee->holds[i];
        changes[i].at = substitute(a, callee->holds[i].at);
        changes[i].held = substitute(a, callee->holds[i].held);
    }
    struct spots results = {.count = 0};
    for (uint32_t i = 0; i < callee->result_count; i++) {
        struct spots some = substitute(a, callee->results[i]);
        spots_add_all(&results, &some);
    }
    bool was_starting = walk->is_starting;
    walk->is_starting = was_starting || (a->function->flags & FUNCTION_CONSTRUCTOR);
    for (uint32_t i = 0; i < callee->summary_count; i++)
        take_back_null(a, &changes[i]);
    apply_changes(a, changes);
    walk->is_starting = was_starting;
    g_free(changes);
    if (dst != NULL)
        store_result(walk, dst, &results);
}

static void apply_function(struct walk *walk, const char *id, const struct instr *instr, const struct place *dst,
                           const struct object *closure)
{
    const struct node *node = program_node(walk->holds->program, id);
    const struct holdings *callee = node != NULL ? g_hash_table_lookup(walk->holds->of_node, node) : NULL;
    if (callee == NULL)
        return;
    struct application a = {.walk = walk,
                            .callee = callee,
                            .function = node->function,
                            .args = instr->args,
                            .arg_count = instr->arg_count,
                            .closure = closure,
                            .is_later = instr->op == OP_CLOSURE,
                            .site = instr};
    if (instr->call != NULL && instr->call->receiver.kind != OPERAND_NONE)
        a.receiver = operand_values(walk, &instr->call->receiver);
    apply_summary(&a, dst);
}

/* --- constructors behind make_shared and emplace
 * -------------------------------------------------------------------------------- */

static bool argument_fits(const struct walk *walk, const struct operand *arg, const struct type *param)
{
    const struct type *type = operand_type(arg);
    if (param->kind == TYPE_REFERENCE)
        param = param->target;
    if (type == NULL || param == NULL || type->kind == TYPE_UNKNOWN || param->kind == TYPE_UNKNOWN)
        return true;
    if (type->kind == TYPE_RECORD && param->kind == TYPE_RECORD)
        return type->record == param->record || holds_related(walk->holds->program, type->record, param->record) ||
               ownership_of(walk->holds->models, param) != OWNERSHIP_VALUE;
    return !(type->kind == TYPE_INTEGER && param->kind == TYPE_RECORD &&
             ownership_of(walk->holds->models, param) != OWNERSHIP_VALUE);
}

void construct(struct walk *walk, const char *record, struct spot object, const struct operand *args, uint32_t arg_count)
{
    const GPtrArray *candidates = g_hash_table_lookup(walk->holds->constructors, record);
    const struct node *chosen = NULL;
    for (guint i = 0; candidates != NULL && i < candidates->len; i++) {
        const struct node *node = candidates->pdata[i];
        bool fits = node->function->param_count >= arg_count;
        for (uint32_t k = 0; fits && k < arg_count; k++)
            fits = argument_fits(walk, &args[k], node->function->params[k].type);
        if (fits && (chosen == NULL || node->function->param_count < chosen->function->param_count))
            chosen = node;
    }
    const struct holdings *callee = chosen != NULL ? g_hash_table_lookup(walk->holds->of_node, chosen) : NULL;
    if (callee == NULL)
        return;
    struct application a = {.walk = walk,
                            .callee = callee,
                            .function = chosen->function,
                            .args = args,
                            .arg_count = arg_count,
                            .site = walk->instr,
                            .receiver = {.count = 1, .items = {object}}};
    apply_summary(&a, NULL);
}

/* --- closures
 * ------------------------------------------------------------------------------------------------------------------- */

static void capture_into(struct walk *walk, const struct object *closure, const char *body, const struct capture *capture)
{
    bool is_copy = capture->kind == CAPTURE_COPY;
    struct spots at = {.count = 1};
    at.items[0] = (struct spot){.object = closure, .path = path_add(walk->holds, NULL, body, capture->name, capture->type)};
    struct spots values = operand_values(walk, &capture->value);
    if (capture->kind == CAPTURE_COPY && capture->value.kind == OPERAND_ADDRESS)
        values = operand_loaded(walk, &capture->value);
    memory_store(walk, &at, &values, (struct store){.type = capture->type, .via = "captured", .weak = !is_copy});
    if (is_copy && capture->value.kind == OPERAND_PLACE) {
        struct spots from = place_spots(walk, capture->value.place);
        if (from.count == 1)
            memory_copy_parts(walk, from.items[0], at.items[0]);
    }
}

void closure_make(struct walk *walk, const struct instr *instr)
{
    const struct closure *shape = instr->closure;
    const struct object *closure =
        object_make(walk->holds, (struct object){.kind = OBJECT_CLOSURE, .site = instr, .loc = instr->loc});
    for (uint32_t i = 0; i < shape->capture_count; i++)
        capture_into(walk, closure, shape->function, &shape->captures[i]);
    struct spots values = {.count = 1, .items = {{.object = closure}}};
    if (instr->dst != NULL) {
        struct spots at = place_spots(walk, instr->dst);
        memory_store(walk, &at, &values, (struct store){.type = instr->dst->type});
    }
    apply_function(walk, shape->function, instr, NULL, closure);
}

const struct object *closure_of_call(struct walk *walk, const struct instr *instr)
{
    const struct object *closure =
        object_make(walk->holds, (struct object){.kind = OBJECT_CLOSURE, .site = instr, .loc = instr->loc});
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        const struct type *type = operand_type(&instr->args[i]);
        struct spots values = operand_loaded(walk, &instr->args[i]);
        if (holds_type_strength(walk->holds->models, type) == HOLD_POINTS)
            continue;
        const char *name = intern_printf(walk->holds->strings, "bound argument %u", i);
        struct spots at = {.count = 1, .items = {{.object = closure, .path = path_add(walk->holds, NULL, NULL, name, type)}}};
        memory_store(walk, &at, &values, (struct store){.type = type, .via = "bound"});
    }
    return closure;
}

/* --- calls
 * ---------------------------------------------------------------------------------------------------------------------- */

/* The receiver's address for what is like a pointer or position: iterators, unknown handles. */
static bool returns_receiver(const struct call *call)
{
    static const char *const names[] = {"operator*", "operator->", "operator[]", "operator++", "begin", "end",
                                        "front",     "back",       "at",         "value",      "get",   "operator--"};
    for (guint i = 0; call->member != NULL && i < G_N_ELEMENTS(names); i++)
        if (strcmp(call->member, names[i]) == 0)
            return true;
    return false;
}

/* A function is put into an object that is known by its shape to be a holder of functions: whatever its methods' bodies do. */
static bool fills_holder(const struct walk *walk, const struct call *call)
{
    const struct type *type = call->receiver_type;
    bool is_assignment = call->member != NULL && strcmp(call->member, "operator=") == 0;
    return call->receiver.kind != OPERAND_NONE && type != NULL && ((call->flags & CALL_CONSTRUCTOR) || is_assignment) &&
           models_find_type(walk->holds->models, type) == NULL && ownership_of(walk->holds->models, type) == OWNERSHIP_CLOSURE;
}

static void apply_unknown(struct walk *walk, const struct instr *instr)
{
    const struct call *call = instr->call;
    struct spots values = {.count = 0};
    const struct type *type = call->receiver_type;
    bool is_constructor =
        (call->flags & CALL_CONSTRUCTOR) && call->receiver.kind != OPERAND_NONE && type != NULL && type->kind == TYPE_RECORD;
    if (fills_holder(walk, call) || (is_constructor && ownership_of(walk->holds->models, type) != OWNERSHIP_VALUE)) {
        struct spots at = operand_values(walk, &call->receiver);
        if (instr->arg_count == 0)
            spots_add(&values, (struct spot){.object = walk->holds->null});
        for (uint32_t i = 0; i < instr->arg_count; i++) {
            struct spots some = operand_loaded(walk, &instr->args[i]);
            spots_add_all(&values, &some);
        }
        memory_store(walk, &at, &values, (struct store){.type = type});
        return;
    }
    if (call->receiver.kind != OPERAND_NONE && call->member != NULL && strcmp(call->member, "shared_from_this") == 0)
        values = operand_values(walk, &call->receiver);
    else if (call->receiver.kind != OPERAND_NONE && returns_receiver(call)) {
        struct spots receiver = operand_values(walk, &call->receiver);
        bool is_position = type == NULL || ownership_of(walk->holds->models, type) == OWNERSHIP_VALUE;
        values = is_position ? memory_read(walk, &receiver) : receiver;
    }
    if (instr->dst != NULL)
        store_result(walk, instr->dst, &values);
}

static void apply_counting(struct walk *walk, const struct instr *instr, enum counting counting)
{
    const struct call *call = instr->call;
    const struct operand *object = instr->arg_count > 0 ? &instr->args[0] : &call->receiver;
    if (object->kind == OPERAND_NONE)
        return;
    struct spots values = operand_values(walk, object);
    if (counting == COUNTING_TAKES)
        count_reference(walk, &values);
    else
        count_release(walk, &values, call->name);
}

const char *call_dependent_target(const struct program *program, const struct instr *instr)
{
    const struct call *call = instr->call;
    const struct type *type = call->receiver_type;
    if (!(call->flags & CALL_DEPENDENT) || call->member == NULL || type == NULL || type->record == NULL)
        return NULL;
    const char *id = program->flow.method_of((void *)program, type->record, call->member);
    const struct node *node = id != NULL ? program_node(program, id) : NULL;
    return node != NULL && node->function->param_count == instr->arg_count ? id : NULL;
}

/* The method called, or its one overrider when it has no body; more than one: nobody knows which. */
static const char *single_target(const struct walk *walk, const struct instr *instr)
{
    const struct program *program = walk->holds->program;
    const struct call *call = instr->call;
    if (call->callee == NULL)
        return call_dependent_target(program, instr);
    const GPtrArray *overriders = (call->flags & CALL_VIRTUAL) ? g_hash_table_lookup(program->overriders, call->callee) : NULL;
    if (program_node(program, call->callee) != NULL)
        return call->callee;
    return overriders != NULL && overriders->len == 1 ? overriders->pdata[0] : NULL;
}

void call_apply(struct walk *walk, const struct instr *instr)
{
    const struct call *call = instr->call;
    const struct program *program = walk->holds->program;
    const struct model *model = program->flow.model_of(program->flow.program, instr);
    const char *target = single_target(walk, instr);
    if (model != NULL && (target == NULL || model->over_body)) {
        effects_apply(walk, instr, model);
        return;
    }
    if (fills_holder(walk, call)) {
        apply_unknown(walk, instr);
        return;
    }
    const struct object *closure = NULL;
    if (target == NULL && call->target.kind == OPERAND_PLACE) {
        struct spots values = operand_loaded(walk, &call->target);
        const struct object *object = values.count == 1 ? values.items[0].object : NULL;
        const struct instr *site = object != NULL && object->kind == OBJECT_CLOSURE && object->base == NULL ? object->site : NULL;
        if (site != NULL && site->op == OP_CLOSURE)
            target = site->closure->function, closure = object;
    }
    if (target == NULL) {
        apply_unknown(walk, instr);
        return;
    }
    enum counting counting = counting_of(walk->holds, target);
    if (counting == COUNTING_GIVES) {
        apply_counting(walk, instr, counting);
        return;
    }
    if (counting == COUNTING_TAKES)
        apply_counting(walk, instr, counting);
    if (g_hash_table_lookup(walk->holds->of_node, program_node(program, target)) == NULL)
        apply_unknown(walk, instr);
    else
        apply_function(walk, target, instr, instr->dst, closure);
}
