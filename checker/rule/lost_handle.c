/* lost_handle.c: what alone could undo a registration is thrown away, and the object ends before what it is registered with.
 *
 *     g_timeout_add(500, on_blink, view);        view_new: the id that g_source_remove() wants is nobody's
 *     free(view);                                view_free
 *
 * Claimed only where the target surely outlives the object (the library's own, a static one, or one of which the function takes a
 * reference of its own beside its caller's), the callback never asks to be taken out, nothing of the library is told to forget
 * such objects by their address, and a function ends such an object that it is given. */
#include "rule/owner_end.h"

enum { CALLEES_DOWN = 2 };

struct lost_handle {
    struct owner_end *owner;
    GHashTable *forgotten; /* ids of records whose objects are taken out by their address somewhere */
};

/* --- what a call says ---------------------------------------------------------------------------------------------------------
 */

static const struct operand *operand_in(const struct instr *instr, const struct slot *slot)
{
    return slot->kind == SLOT_ARG && slot->index < instr->arg_count ? &instr->args[slot->index] : NULL;
}

static const char *record_at(const struct instr *instr, const struct slot *slot)
{
    const struct operand *operand = operand_in(instr, slot);
    const struct type *type = operand != NULL ? operand->type : NULL;
    return type != NULL && type->kind == TYPE_POINTER && type->target != NULL ? type->target->record : NULL;
}

static bool same_place(const struct operand *a, const struct operand *b)
{
    return a->place != NULL && b->place != NULL && place_equal(a->place, b->place);
}

/* The function takes a reference of its own to what its caller has. */
static bool is_held_here(struct program *program, const struct function *function, const struct operand *target)
{
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            const struct effect *hold = instr->op == OP_CALL ? model_effect(program_model(program, instr), EFFECT_HOLD) : NULL;
            const struct operand *held = hold != NULL ? operand_in(instr, &hold->element) : NULL;
            if (held != NULL && same_place(held, target))
                return true;
        }
    return false;
}

static bool outlives(struct program *program, const struct function *function, const struct instr *instr, const struct slot *in)
{
    const struct operand *target = operand_in(instr, in);
    if (in->kind == SLOT_GLOBAL || target == NULL || target->place == NULL)
        return in->kind == SLOT_GLOBAL;
    return target->place->root == ROOT_STATIC || (target->place->root == ROOT_PARAM && is_held_here(program, function, target));
}

/* --- the callback -------------------------------------------------------------------------------------------------------------
 */

static const struct node *function_in(const struct program *program, const struct instr *instr, const struct slot *slot)
{
    const struct operand *operand = operand_in(instr, slot);
    return operand != NULL && operand->kind == OPERAND_FUNCTION ? program_node(program, operand->text) : NULL;
}

static bool always_returns_more(const struct function *function)
{
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct terminator *term = &function->blocks[b].term;
        bool goes_on = term->kind == TERM_RETURN && term->value.kind == OPERAND_INT && term->value.number != 0;
        if (term->kind == TERM_RETURN && !goes_on)
            return false;
    }
    return true;
}

static bool ends_such(const struct node *node, const char *record, int depth)
{
    for (guint i = 0; i < node->events->len; i++) {
        const struct event *event = node->events->pdata[i];
        if (event->kind == EFFECT_END && g_strcmp0(event->record, record) == 0)
            return true;
    }
    for (guint i = 0; depth > 0 && i < node->callees->len; i++)
        if (ends_such(node->callees->pdata[i], record, depth - 1))
            return true;
    return false;
}

/* It is taken out when its work is done: the callback says so, or ends the object; or somebody is told of the end. */
static bool may_end_itself(const struct program *program, const struct instr *instr, const struct model *model, uint32_t flags,
                           const char *record)
{
    for (uint32_t i = 0; i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        if (effect->kind != EFFECT_CALLBACK)
            continue;
        const struct operand *operand = operand_in(instr, &effect->function);
        const struct node *callback = function_in(program, instr, &effect->function);
        if ((effect->flags & EFFECT_AT_CLOSE) != 0 ? operand != NULL && operand->kind != OPERAND_NULL
                                                   : callback == NULL || ends_such(callback, record, CALLEES_DOWN))
            return true;
        if ((effect->flags & EFFECT_AT_CLOSE) == 0 && (flags & EFFECT_UNTIL_FALSE) != 0 &&
            !always_returns_more(callback->function))
            return true;
    }
    return false;
}

/* --- claims
 * ---------------------------------------------------------------------------------------------------------------------
 */

/* The end of such an object, in a function that was given it. */
static const struct event *end_in(const struct node *node, const char *record)
{
    for (guint i = 0; i < node->events->len; i++) {
        const struct event *event = node->events->pdata[i];
        if (event->kind == EFFECT_END && (event->flags & EFFECT_HANDLE) == 0 && g_strcmp0(event->record, record) == 0 &&
            event->object != NULL && owner_is_argument(event->object))
            return event;
    }
    return NULL;
}

static const struct event *find_end(const struct lost_handle *lost, const struct node *node, const char *record)
{
    const GPtrArray *enders = record != NULL ? g_hash_table_lookup(lost->owner->ends_record, record) : NULL;
    for (guint i = 0; enders != NULL && i < enders->len; i++) {
        const struct event *end = end_in(enders->pdata[i], record);
        if (end != NULL && end->node != node && !program_runs_once(lost->owner->check->program, end->node))
            return end;
    }
    return NULL;
}

static void report(const struct lost_handle *lost, const struct node *node, const struct instr *instr,
                   const struct effect *effect, const struct event *end)
{
    struct check *check = lost->owner->check;
    const char *call = instr->call->name, *function = node->function->display, *ender = end->node->function->display;
    const struct operand *operand = operand_in(instr, &effect->element);
    GString *name = g_string_new(NULL);
    ir_print_operand(name, node->function, operand);
    struct draft draft = draft_new(check->results, "unremoved-registration", "lost-handle", CONFIDENCE_MEDIUM, instr->loc);
    struct finding *finding = draft.finding;
    const char *element = draft_text(&draft, "%s", name->str);
    finding->message = draft_text(&draft, "'%s' is given to '%s' here, whose result alone could undo that, and '%s' ends it",
                                  element, call, ender);
    finding->function = results_copy(check->results, function);
    finding->subject = results_copy(check->results, call);
    finding->context = draft_text(&draft, "%s %s", call, element);
    draft_step(&draft, instr->loc, function, "the result of '%s' is thrown away here", call);
    draft_step(&draft, end->site, ender, "'%s' ends here, and is called back still", element);
    draft_evidence(&draft, "nothing takes such objects out by their address, and the callback goes on");
    finding->fix = draft_text(&draft, "keep what '%s' returns, and undo it in '%s'", call, ender);
    if (draft_report(&draft, check->program))
        g_hash_table_insert(check->reported, registration_site(instr->loc), (gpointer) "lost-handle");
    g_string_free(name, TRUE);
}

static void judge(const struct lost_handle *lost, const struct node *node, const struct instr *instr)
{
    struct program *program = (struct program *)lost->owner->check->program;
    const struct model *model = instr->dst == NULL ? program_model(program, instr) : NULL;
    const struct effect *effect = model_effect(model, EFFECT_REGISTER);
    if (effect == NULL || effect->handle.kind != SLOT_RESULT || (effect->flags & (EFFECT_WEAK | EFFECT_ONCE)) != 0)
        return;
    const char *record = record_at(instr, &effect->element);
    if (record == NULL || g_hash_table_contains(lost->forgotten, record))
        return;
    char *site = registration_site(instr->loc);
    bool is_reported = g_hash_table_contains(lost->owner->check->reported, site);
    g_free(site);
    const struct event *end = is_reported ? NULL : find_end(lost, node, record);
    if (end != NULL && outlives(program, node->function, instr, &effect->in) &&
        !may_end_itself(program, instr, model, effect->flags, record))
        report(lost, node, instr, effect, end);
}

static void gather(const struct lost_handle *lost, const struct instr *instr)
{
    struct program *program = (struct program *)lost->owner->check->program;
    const struct effect *effect = model_effect(program_model(program, instr), EFFECT_REMOVE);
    const char *record = effect != NULL ? record_at(instr, &effect->element) : NULL;
    if (record != NULL)
        g_hash_table_add(lost->forgotten, (gpointer)record);
}

static void each_call(const struct lost_handle *lost, bool is_judging)
{
    const GPtrArray *nodes = lost->owner->check->program->nodes;
    for (guint n = 0; n < nodes->len; n++) {
        const struct function *function = ((const struct node *)nodes->pdata[n])->function;
        for (uint32_t b = 0; b < function->block_count; b++)
            for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
                const struct instr *instr = &function->blocks[b].instrs[i];
                if (instr->op == OP_CALL && is_judging)
                    judge(lost, nodes->pdata[n], instr);
                else if (instr->op == OP_CALL)
                    gather(lost, instr);
            }
    }
}

void lost_handle_report(struct owner_end *owner)
{
    struct lost_handle lost = {.owner = owner, .forgotten = g_hash_table_new(g_str_hash, g_str_equal)};
    each_call(&lost, false);
    each_call(&lost, true);
    g_hash_table_destroy(lost.forgotten);
}
