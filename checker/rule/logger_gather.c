/* logger_gather.c: the calls that make, fetch and drop loggers, attach and detach handlers; and where a logger is kept. */
#include "rule/logger.h"

enum { SPREAD = 4 };

static struct program *mutable_program(const struct logger_check *check)
{
    return (struct program *)check->program; /* program_model() keeps a cache */
}

/* --- where a value goes -------------------------------------------------------------------------------------------------- */

static const struct place *place_in(const struct operand *operand)
{
    return operand->kind == OPERAND_PLACE || operand->kind == OPERAND_ADDRESS ? operand->place : NULL;
}

static void spread(struct names *names, const struct node *node, const struct place *place, GHashTable *cells, int depth);

static bool takes(struct names *names, const struct node *node, const struct instr *instr, const char *cell)
{
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        const struct place *place = place_in(&instr->args[i]);
        if (place != NULL && names_cell(names, node, place) == cell)
            return true;
    }
    return false;
}

/* Copies, smart-pointer construction and assignment, results of calls that only pass on: c_str(), std::move(). */
static void spread_instr(struct names *names, const struct node *node, const struct instr *instr, GHashTable *cells, int depth)
{
    if (instr->dst != NULL && (instr->op == OP_COPY || instr->op == OP_MOVE))
        spread(names, node, instr->dst, cells, depth);
    if (instr->op != OP_CALL)
        return;
    const struct place *object = place_in(&instr->call->receiver);
    bool is_assignment = (instr->call->flags & CALL_CONSTRUCTOR) || g_strcmp0(instr->call->member, "operator=") == 0 ||
                         g_strcmp0(instr->call->member, "reset") == 0;
    if (object != NULL && is_assignment && instr->arg_count == 1)
        spread(names, node, object, cells, depth);
    bool is_move = g_strcmp0(instr->call->member, "move") == 0;
    if (is_move && instr->dst != NULL)
        spread(names, node, instr->dst, cells, depth);
    bool is_copy = g_str_has_prefix(instr->call->name != NULL ? instr->call->name : "", "str") ||
                   g_strcmp0(instr->call->name, "memcpy") == 0 || g_strcmp0(instr->call->name, "snprintf") == 0;
    if (is_copy && instr->arg_count > 1 && place_in(&instr->args[0]) != NULL)
        spread(names, node, place_in(&instr->args[0]), cells, depth);
    if (is_copy && instr->dst != NULL)
        spread(names, node, instr->dst, cells, depth);
}

static void spread_return(struct names *names, const struct node *node, const char *cell, GHashTable *cells, int depth)
{
    const struct function *function = node->function;
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct terminator *term = &function->blocks[b].term;
        const struct place *place = term->kind == TERM_RETURN ? place_in(&term->value) : NULL;
        if (place == NULL || names_cell(names, node, place) != cell)
            continue;
        const GArray *sites = names_sites(names, function->id);
        for (guint i = 0; sites != NULL && i < sites->len; i++) {
            const struct name_site *site = &g_array_index(sites, struct name_site, i);
            if (site->instr->dst != NULL)
                spread(names, site->node, site->instr->dst, cells, depth - 1);
        }
        return;
    }
}

static void spread(struct names *names, const struct node *node, const struct place *place, GHashTable *cells, int depth)
{
    const char *cell = names_cell(names, node, place);
    if (cell == NULL || depth < 0 || !g_hash_table_add(cells, (gpointer)cell) || cell[0] == 'F' || cell[0] == 'V')
        return;
    const struct function *function = node->function;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (takes(names, node, instr, cell))
                spread_instr(names, node, instr, cells, depth);
        }
    spread_return(names, node, cell, cells, depth);
}

void logger_spread(struct names *names, const struct node *node, const struct place *place, GHashTable *cells)
{
    spread(names, node, place, cells, SPREAD);
}

bool logger_shares_cell(GHashTable *a, GHashTable *b)
{
    GHashTableIter iter;
    gpointer cell;
    g_hash_table_iter_init(&iter, a);
    while (g_hash_table_iter_next(&iter, &cell, NULL))
        if (((const char *)cell)[0] != 'T' && g_hash_table_contains(b, cell))
            return true;
    return false;
}

/* --- the name of a logger that is registered as an object ---------------------------------------------------------------- */

/* make_shared<logger>(name, …), other->clone(name), logger(name, …), new logger(name, …) */
static bool makes_logger(const struct instr *instr)
{
    if (instr->op != OP_CALL || instr->arg_count == 0 || instr->call->member == NULL)
        return false;
    const struct call *call = instr->call;
    if (strcmp(call->member, "clone") == 0)
        return call->receiver_type != NULL && strstr(call->receiver_type->name, "logger") != NULL;
    if (g_str_has_prefix(call->member, "make_") && call->template_arg_count > 0)
        return call->template_args[0]->name != NULL && strstr(call->template_args[0]->name, "logger") != NULL;
    return (call->flags & CALL_CONSTRUCTOR) && call->receiver_type != NULL && call->receiver_type->name != NULL &&
           g_str_has_suffix(call->receiver_type->name, "logger") && strstr(call->receiver_type->name, "::") != NULL;
}

static bool find_maker(struct logger_creation *creation, const struct node *node)
{
    const struct function *function = node->function;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (!makes_logger(instr))
                continue;
            creation->name_node = node;
            creation->name_instr = instr;
            creation->name_operand = instr->args[0];
            return true;
        }
    return false;
}

/* In the same function, in the callers that pass the logger, or where the object's other methods make it. */
static void find_name(struct logger_check *check, struct logger_creation *creation, const struct node *node,
                      const struct operand *object, int depth)
{
    const struct function *function = node->function;
    if (find_maker(creation, node))
        return;
    const struct place *place = place_in(object);
    const GArray *sites = place != NULL && place->root == ROOT_PARAM ? names_sites(check->names, function->id) : NULL;
    for (guint i = 0; sites != NULL && i < sites->len && depth < 3 && creation->name_operand.kind == OPERAND_NONE; i++) {
        const struct name_site *site = &g_array_index(sites, struct name_site, i);
        if (place->index + site->shift < site->instr->arg_count)
            find_name(check, creation, site->node, &site->instr->args[place->index + site->shift], depth + 1);
    }
    if (place == NULL || place->root != ROOT_THIS || creation->name_operand.kind != OPERAND_NONE)
        return;
    for (guint i = 0; depth == 0 && function->record != NULL && i < check->program->nodes->len; i++) {
        const struct node *other = check->program->nodes->pdata[i];
        if (other->function->record != function->record || other == node)
            continue;
        const GArray *sites_of = names_sites(check->names, other->function->id);
        bool is_found = find_maker(creation, other);
        for (guint k = 0; !is_found && (other->function->flags & FUNCTION_CONSTRUCTOR) && sites_of != NULL && k < sites_of->len;
             k++)
            is_found = find_maker(creation, g_array_index(sites_of, struct name_site, k).node);
        if (is_found)
            return;
    }
}

/* --- gathering ----------------------------------------------------------------------------------------------------------- */

/* A library's own code: not what its users do. */
static bool is_inside_library(const struct logger_use *use)
{
    const char *colons = strstr(use->model->name, "::");
    if (colons == NULL)
        return strcmp(use->node->function->name, use->model->name) == 0;
    return strncmp(use->node->function->name, use->model->name, (size_t)(colons - use->model->name) + 2) == 0;
}

static void add_creation(struct logger_check *check, const struct logger_use *use)
{
    struct logger_creation *creation = g_new0(struct logger_creation, 1);
    *creation = (struct logger_creation){.use = *use, .name_node = use->node, .name_instr = use->instr};
    creation->cells = g_hash_table_new(g_direct_hash, g_direct_equal);
    struct operand object = names_slot(use->instr, &use->effect->element);
    if (use->effect->key.kind != SLOT_NONE)
        creation->name_operand = names_slot(use->instr, &use->effect->key);
    else
        find_name(check, creation, use->node, &object, 0);
    creation->name = names_trace(check->names, creation->name_node, creation->name_instr, &creation->name_operand);
    if (use->instr->dst != NULL)
        logger_spread(check->names, use->node, use->instr->dst, creation->cells);
    if (place_in(&object) != NULL)
        logger_spread(check->names, use->node, place_in(&object), creation->cells);
    if (place_in(&creation->name_operand) != NULL)
        logger_spread(check->names, creation->name_node, place_in(&creation->name_operand), creation->cells);
    g_ptr_array_add(check->creations, creation);
}

static void gather_effect(struct logger_check *check, const struct logger_use *use)
{
    enum effect_kind kind = use->effect->kind;
    GArray *list = kind == EFFECT_LOGGER_DROP ? check->drops
                   : kind == EFFECT_ATTACH    ? check->attaches
                   : kind == EFFECT_DETACH    ? check->detaches
                                              : NULL;
    if (kind == EFFECT_LOGGER)
        add_creation(check, use);
    else if (list != NULL)
        g_array_append_val(list, *use);
}

/* An effect that depends on a constant argument: does it happen? Unknown values: it may. */
static bool may_happen(const struct instr *instr, const struct effect *effect)
{
    if (effect->when_arg < 0 || (uint32_t)effect->when_arg >= instr->arg_count)
        return true;
    const struct operand *arg = &instr->args[effect->when_arg];
    if (arg->kind != OPERAND_INT && arg->kind != OPERAND_NULL)
        return true;
    int64_t number = arg->kind == OPERAND_INT ? arg->number : 0;
    switch (effect->when_test) {
    case WHEN_EQUAL:
        return number == effect->when_number;
    case WHEN_DIFFERENT:
        return number != effect->when_number;
    case WHEN_HAS_BITS:
        return (number & effect->when_number) != 0;
    }
    return true;
}

static void gather_instr(struct logger_check *check, const struct node *node, const struct instr *instr)
{
    const struct call *call = instr->call;
    bool is_switch = call->name != NULL && strcmp(call->name, "spdlog::set_automatic_registration") == 0;
    if (is_switch && instr->arg_count > 0 && instr->args[0].kind == OPERAND_INT && instr->args[0].number == 0)
        check->is_registration_off = true;
    const struct model *model = program_model(mutable_program(check), instr);
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        struct logger_use use = {.node = node, .instr = instr, .model = model, .effect = &model->effects[i]};
        if (!is_inside_library(&use) && may_happen(instr, use.effect))
            gather_effect(check, &use);
    }
}

void logger_gather(struct logger_check *check)
{
    for (guint n = 0; n < check->program->nodes->len; n++) {
        const struct node *node = check->program->nodes->pdata[n];
        check->has_main |= strcmp(node->function->name, "main") == 0;
        for (uint32_t b = 0; b < node->function->block_count; b++)
            for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++)
                if (node->function->blocks[b].instrs[i].op == OP_CALL)
                    gather_instr(check, node, &node->function->blocks[b].instrs[i]);
    }
}

void logger_release(struct logger_check *check)
{
    for (guint i = 0; i < check->creations->len; i++) {
        struct logger_creation *creation = check->creations->pdata[i];
        name_release(&creation->name);
        g_hash_table_destroy(creation->cells);
        g_free(creation);
    }
    g_ptr_array_unref(check->creations);
    g_array_free(check->drops, TRUE);
    g_array_free(check->attaches, TRUE);
    g_array_free(check->detaches, TRUE);
}
