/* logger_handler.c: handlers (sinks, appenders, channels): made per object, attached to a logger that outlives the object, and
 * never detached; or left open when their own logger is dropped. */
#include "rule/logger.h"

static const struct place *place_in(const struct operand *operand)
{
    return operand->kind == OPERAND_PLACE || operand->kind == OPERAND_ADDRESS ? operand->place : NULL;
}

static const char *cell_of(const struct logger_check *check, const struct logger_use *use, const struct slot *slot)
{
    struct operand operand = names_slot(use->instr, slot);
    const struct place *place = place_in(&operand);
    return place != NULL ? names_cell(check->names, use->node, place) : NULL;
}

static void spread_slot(struct logger_check *check, const struct logger_use *use, const struct slot *slot, GHashTable *cells)
{
    struct operand operand = names_slot(use->instr, slot);
    if (place_in(&operand) != NULL)
        logger_spread(check->names, use->node, place_in(&operand), cells);
}

/* --- the logger a handler is attached to --------------------------------------------------------------------------------- */

enum shared { SHARED_UNKNOWN, SHARED_YES, SHARED_OWN };

static enum shared shared_place(struct logger_check *check, const struct node *node, const struct place *place, int depth);

/* The library's root or default logger, or one with a constant name. */
static enum shared shared_call(struct logger_check *check, const struct node *node, const struct instr *instr, int depth)
{
    static const char *const words[] = {"getRoot", "getRootLogger",  "default_logger", "default_logger_raw",
                                        "root",    "getRootCategory"};
    const char *member = instr->call->member != NULL ? instr->call->member : "";
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(member, words[i]) == 0)
            return SHARED_YES;
    for (guint i = 0; i < check->creations->len; i++) {
        const struct logger_creation *creation = check->creations->pdata[i];
        if (creation->use.instr == instr)
            return creation->name.verdict == NAME_FINITE   ? SHARED_YES
                   : creation->name.verdict == NAME_UNIQUE ? SHARED_OWN
                                                           : SHARED_UNKNOWN;
    }
    bool is_access = strcmp(member, "sinks") == 0 || strcmp(member, "get") == 0 || strcmp(member, "operator->") == 0;
    const struct place *receiver = place_in(&instr->call->receiver);
    if (is_access && receiver != NULL)
        return shared_place(check, node, receiver, depth + 1);
    if (strcmp(member, "get") == 0 && instr->arg_count == 1 && instr->args[0].kind == OPERAND_STRING)
        return SHARED_YES;
    return SHARED_UNKNOWN;
}

static enum shared shared_param(struct logger_check *check, const struct node *node, uint32_t index, int depth)
{
    const GArray *sites = names_sites(check->names, node->function->id);
    enum shared all = SHARED_UNKNOWN;
    for (guint i = 0; sites != NULL && i < sites->len && i < 8; i++) {
        const struct name_site *site = &g_array_index(sites, struct name_site, i);
        uint32_t arg = index + site->shift;
        const struct place *place = arg < site->instr->arg_count ? place_in(&site->instr->args[arg]) : NULL;
        enum shared one = place != NULL ? shared_place(check, site->node, place, depth + 1) : SHARED_UNKNOWN;
        if (one != SHARED_YES)
            return one;
        all = one;
    }
    return all;
}

static bool has_field(const struct place *place)
{
    for (uint32_t i = 0; i < place->step_count; i++)
        if (place->steps[i].kind == SELECT_FIELD)
            return true;
    return false;
}

static enum shared shared_field(struct logger_check *check, const char *cell)
{
    enum shared found = SHARED_UNKNOWN;
    for (guint i = 0; i < check->creations->len; i++) {
        const struct logger_creation *creation = check->creations->pdata[i];
        if (!g_hash_table_contains(creation->cells, cell))
            continue;
        if (creation->name.verdict != NAME_FINITE)
            return creation->name.verdict == NAME_UNIQUE ? SHARED_OWN : SHARED_UNKNOWN;
        found = SHARED_YES;
    }
    return found;
}

static enum shared shared_place(struct logger_check *check, const struct node *node, const struct place *place, int depth)
{
    if (depth > 6)
        return SHARED_UNKNOWN;
    if (place->root == ROOT_STATIC)
        return SHARED_YES;
    const char *cell = names_cell(check->names, node, place);
    if (has_field(place))
        return cell != NULL ? shared_field(check, cell) : SHARED_UNKNOWN;
    if (place->root == ROOT_PARAM)
        return shared_param(check, node, place->index, depth);
    const struct function *function = node->function;
    for (uint32_t b = 0; cell != NULL && b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (instr->dst == NULL || names_cell(check->names, node, instr->dst) != cell)
                continue;
            const struct place *from = instr->arg_count > 0 ? place_in(&instr->args[0]) : NULL;
            if (instr->op == OP_CALL)
                return shared_call(check, node, instr, depth);
            if ((instr->op == OP_COPY || instr->op == OP_MOVE) && from != NULL)
                return shared_place(check, node, from, depth + 1);
        }
    return SHARED_UNKNOWN;
}

/* --- the handler --------------------------------------------------------------------------------------------------------- */

static bool is_made_here(const struct logger_check *check, const struct node *node, const struct place *place, int depth)
{
    const struct function *function = node->function;
    const char *cell = names_cell(check->names, node, place);
    for (uint32_t b = 0; cell != NULL && depth < 6 && b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            const struct place *to = instr->dst;
            bool is_constructor = instr->op == OP_CALL && (instr->call->flags & CALL_CONSTRUCTOR);
            if (is_constructor)
                to = place_in(&instr->call->receiver);
            if (to == NULL || names_cell(check->names, node, to) != cell)
                continue;
            const char *member = instr->call != NULL && instr->call->member != NULL ? instr->call->member : "";
            if (instr->op == OP_ALLOC || g_str_has_prefix(member, "make_") || g_str_has_suffix(member, "_new"))
                return true;
            const struct place *from = instr->arg_count > 0 ? place_in(&instr->args[0]) : NULL;
            bool passes = instr->op == OP_COPY || instr->op == OP_MOVE || is_constructor || strcmp(member, "move") == 0;
            if (passes && from != NULL && from != place && is_made_here(check, node, from, depth + 1))
                return true;
        }
    return false;
}

static bool is_static_handler(const struct place *place)
{
    return place->root == ROOT_STATIC;
}

static bool is_detached(struct logger_check *check, const struct logger_use *attach, GHashTable *element)
{
    const char *logger = cell_of(check, attach, &attach->effect->in);
    for (guint i = 0; i < check->detaches->len; i++) {
        const struct logger_use *detach = &g_array_index(check->detaches, struct logger_use, i);
        if (strcmp(detach->model->library, attach->model->library) != 0)
            continue;
        if (detach->effect->element.kind == SLOT_NONE) { /* all of them */
            if (names_again(check->names, detach->node, detach->instr) == AGAIN_YES || detach->instr == attach->instr ||
                (logger != NULL && cell_of(check, detach, &detach->effect->in) == logger))
                return true;
            continue;
        }
        const char *cell = cell_of(check, detach, &detach->effect->element);
        if (cell == NULL || g_hash_table_contains(element, cell))
            return true;
        struct operand operand = names_slot(detach->instr, &detach->effect->element);
        struct name name = names_trace(check->names, detach->node, detach->instr, &operand);
        bool is_same = logger_shares_cell(name.cells, element);
        name_release(&name);
        if (is_same)
            return true;
    }
    return false;
}

static void report_handler(struct logger_check *check, const struct logger_use *use, const char *handler)
{
    bool is_sure = names_again(check->names, use->node, use->instr) == AGAIN_YES;
    struct draft draft =
        draft_new(check->results, "per-object-logger", "handler", is_sure ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW, use->instr->loc);
    struct finding *finding = draft.finding;
    finding->message = draft_text(&draft, "%s is made in every call of '%s', attached to a shared %s logger and never detached",
                                  handler, use->node->function->display, use->model->library);
    finding->function = results_copy(check->results, use->node->function->display);
    finding->subject = draft_text(&draft, "%s handler", use->model->library);
    finding->context = draft_text(&draft, "%s", use->instr->call->name);
    draft_step(&draft, use->instr->loc, use->node->function->display,
               "a new handler is attached here, beside all the earlier ones");
    if (is_sure)
        draft_evidence(&draft, "%s", names_again_reason(check->names, use->node, use->instr));
    draft_evidence(&draft, "nothing in the program detaches it");
    finding->fix = "attach one handler at start-up; or detach this one when the object ends";
    draft_report(&draft, check->program);
}

static void check_attach(struct logger_check *check, const struct logger_use *use)
{
    struct operand in = names_slot(use->instr, &use->effect->in), element = names_slot(use->instr, &use->effect->element);
    const struct place *logger = place_in(&in), *handler = place_in(&element);
    if (logger == NULL || handler == NULL || is_static_handler(handler) || !is_made_here(check, use->node, handler, 0))
        return;
    if (names_again(check->names, use->node, use->instr) == AGAIN_NO || shared_place(check, use->node, logger, 0) != SHARED_YES)
        return;
    GHashTable *cells = g_hash_table_new(g_direct_hash, g_direct_equal);
    spread_slot(check, use, &use->effect->element, cells);
    const char *label = names_label(check->names, use->node, handler);
    if (!is_detached(check, use, cells))
        report_handler(check, use, label != NULL ? label : "a handler");
    g_hash_table_destroy(cells);
}

void logger_check_handlers(struct logger_check *check)
{
    for (guint i = 0; i < check->attaches->len; i++)
        check_attach(check, &g_array_index(check->attaches, struct logger_use, i));
}

/* --- what a drop leaves behind ------------------------------------------------------------------------------------------- */

/* removeLogger(name) does nothing while another pointer to the logger exists: the member that is still set. */
static bool is_held_by_member(struct logger_check *check, const struct logger_creation *creation, const struct drop_answer *drop,
                              struct logger_rest *rest)
{
    const struct instr *instr = drop->drop->instr;
    if (strcmp(drop->drop->model->library, "log4cxx") != 0 ||
        (instr->arg_count > 1 && instr->args[1].kind == OPERAND_INT && instr->args[1].number == 0))
        return false;
    const struct function *function = drop->drop->node->function;
    GHashTableIter iter;
    gpointer key;
    const char *held = NULL;
    g_hash_table_iter_init(&iter, creation->cells);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (((const char *)key)[0] == 'F' && !g_hash_table_contains(creation->name.cells, key) &&
            (held == NULL || strcmp(key, held) < 0))
            held = key;
    if (held == NULL)
        return false;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *other = &function->blocks[b].instrs[i];
            const struct place *to = other->dst;
            if (other->op == OP_CALL && other->call->receiver.kind != OPERAND_NONE)
                to = place_in(&other->call->receiver);
            bool may_reset =
                other != instr && other->op != OP_END && to != NULL && names_cell(check->names, drop->drop->node, to) == held;
            if (may_reset) /* reset(), = nullptr, = {} */
                return false;
        }
    const char *dot = strrchr(held, '.');
    rest->what = intern_printf(check->program->strings, "'%s' still holds it, so removeLogger does nothing", dot + 1);
    rest->why = "log4cxx::LogManager::removeLogger(name) leaves a logger alone that anybody else still points to (ifNotUsed)";
    rest->fix = "reset the member before removeLogger, or use log4cxx::LoggerInstancePtr (1.2.0 and later)";
    rest->loc = instr->loc;
    rest->node = drop->drop->node;
    return true;
}

/* Libraries whose drop leaves handlers open. */
static const struct {
    const char *library, *what, *why, *fix;
} keepers[] = {
    {"log4cxx", "its appender stays attached and open",
     "until log4cxx 1.6.0 an appender's socket outlives the logger; and whoever else holds the logger holds its appenders",
     "call removeAllAppenders() before removeLogger; better: share one appender"},
};

static bool has_open_handler(struct logger_check *check, const struct logger_creation *creation, struct logger_rest *rest)
{
    for (guint i = 0; i < check->attaches->len; i++) {
        const struct logger_use *attach = &g_array_index(check->attaches, struct logger_use, i);
        const char *cell = cell_of(check, attach, &attach->effect->in);
        if (cell == NULL || !g_hash_table_contains(creation->cells, cell))
            continue;
        GHashTable *cells = g_hash_table_new(g_direct_hash, g_direct_equal);
        spread_slot(check, attach, &attach->effect->element, cells);
        struct operand element = names_slot(attach->instr, &attach->effect->element);
        bool is_own = place_in(&element) == NULL || is_made_here(check, attach->node, place_in(&element), 0);
        bool is_left = is_own && !is_detached(check, attach, cells);
        g_hash_table_destroy(cells);
        for (size_t k = 0; is_left && k < G_N_ELEMENTS(keepers); k++) {
            if (strcmp(keepers[k].library, attach->model->library) != 0)
                continue;
            *rest = (struct logger_rest){.what = keepers[k].what,
                                         .why = keepers[k].why,
                                         .fix = keepers[k].fix,
                                         .loc = attach->instr->loc,
                                         .node = attach->node};
            return true;
        }
    }
    return false;
}

static bool is_emptied(const struct program *program, const char *key)
{
    for (guint n = 0; n < program->nodes->len; n++) {
        const struct node *node = program->nodes->pdata[n];
        for (guint k = 0; k < node->events->len; k++) {
            const struct event *event = node->events->pdata[k];
            if (event->kind != EFFECT_REGISTER && g_strcmp0(event->key, key) == 0)
                return true;
        }
    }
    return false;
}

/* The global container that this instruction puts the logger into, or NULL. */
static const char *stored_in(struct logger_check *check, const struct logger_creation *creation, const struct instr *instr)
{
    const struct model *model = instr->op == OP_CALL ? program_model((struct program *)check->program, instr) : NULL;
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        struct logger_use use = {.node = creation->use.node, .instr = instr, .model = model, .effect = effect};
        if (effect->kind != EFFECT_REGISTER)
            continue;
        const char *in = cell_of(check, &use, &effect->in), *element = cell_of(check, &use, &effect->element);
        bool is_logger = element != NULL && g_hash_table_contains(creation->cells, element) &&
                         !g_hash_table_contains(creation->name.cells, element);
        if (is_logger && in != NULL && in[0] == 'V')
            return in + 2;
    }
    return NULL;
}

/* The logger is also put into a container that nothing takes it out of. */
static bool has_stored_copy(struct logger_check *check, const struct logger_creation *creation, struct logger_rest *rest)
{
    struct intern *strings = check->program->strings;
    const struct function *function = creation->use.node->function;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            const char *key = stored_in(check, creation, instr);
            if (key == NULL || is_emptied(check->program, key))
                continue;
            const char *subject = registry_subject(check->program, key);
            *rest = (struct logger_rest){.what = intern_printf(strings, "'%s' still holds it", subject),
                                         .why = "the library's registry is not the only one that holds it",
                                         .fix = intern_printf(strings, "take it out of '%s', too", subject),
                                         .loc = instr->loc,
                                         .node = creation->use.node};
            return true;
        }
    return false;
}

bool logger_find_rest(struct logger_check *check, const struct logger_creation *creation, const struct drop_answer *drop,
                      struct logger_rest *rest)
{
    if (drop->drop == NULL)
        return false;
    if (has_stored_copy(check, creation, rest) || has_open_handler(check, creation, rest) ||
        is_held_by_member(check, creation, drop, rest))
        return true;
    bool is_hierarchical = (creation->use.effect->flags & EFFECT_HIERARCHICAL) != 0;
    if (!is_hierarchical || !creation->name.is_nested)
        return false;
    *rest = (struct logger_rest){
        .what = "the parents its dotted name made stay",
        .why = "every missing parent of a dotted name is a node of its own in the hierarchy; dropping the child "
               "leaves it there, and the part that changes stands before the last dot",
        .fix = "put the part that changes last, or use another separator than '.'",
        .loc = creation->use.instr->loc,
        .node = creation->use.node};
    return true;
}
