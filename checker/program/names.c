/* names.c: the backward walk. From an operand to the cells it is made of, from a cell to whatever writes it, from a parameter to
 * the callers' arguments, from a call's result to the callee's returns. Calls entered by their result are left through the same
 * call (a frame); nothing else is context-sensitive. What the walk cannot follow makes the text unknown, never unique.
 *
 * Not seen: texts that pass through containers or through memory copied as a whole. */
#include "program/names_internal.h"

enum { DEPTH = 48, SITES = 64, OVERRIDERS = 16, FEW = 4096 };

struct frame {
    const struct node *callee;
    struct name_site site;
    const struct frame *up;
};

/* Where the walk stands. */
struct at {
    const struct name_hop *hops;
    const struct frame *frames;
    const char *label; /* of the variable that names it, nearest the logger */
    const struct node *minted_in;
    const struct instr *minted_at;
    bool is_direct; /* only parameters and formatting so far */
    int depth;
};

struct walk {
    struct names *names;
    struct name *name;
    GHashTable *visited; /* "cell" in its frame */
    bool is_unknown;
    unsigned answers; /* how often something was found out */
    const char *unknown_reason, *finite_reason;
};

/* --- results ------------------------------------------------------------------------------------------------------------- */

static void not_new(struct walk *w, const char *reason)
{
    w->answers++;
    if (w->finite_reason == NULL)
        w->finite_reason = reason;
}

static void unknown(struct walk *w, const char *reason)
{
    w->answers++;
    if (!w->is_unknown)
        w->unknown_reason = reason;
    w->is_unknown = true;
}

static struct at hop(struct walk *w, struct at at, struct loc loc, const struct node *node, const char *text)
{
    struct name_hop *step = arena_new_item(w->names->arena, struct name_hop);
    *step = (struct name_hop){.loc = loc, .function = node->function->display, .text = text, .next = at.hops};
    at.hops = step;
    return at;
}

static void unique(struct walk *w, struct at at, enum name_strength strength, const char *what)
{
    w->answers++;
    struct name_origin *origin = arena_new_item(w->names->arena, struct name_origin);
    *origin = (struct name_origin){
        .strength = strength, .what = what, .hops = at.hops, .minted_in = at.minted_in, .minted_at = at.minted_at};
    for (guint i = 0; i < w->name->origins->len; i++) {
        const struct name_origin *known = w->name->origins->pdata[i];
        if (known->minted_at == origin->minted_at && known->strength <= strength)
            return;
    }
    g_ptr_array_add(w->name->origins, origin);
}

#define TEXT(w, ...) intern_printf((w)->names->program->strings, __VA_ARGS__)

/* --- the walk ------------------------------------------------------------------------------------------------------------ */

static void walk_operand(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                         const struct operand *operand);
static void walk_place(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                       const struct place *place);

static bool is_pointer_value(const struct place *place)
{
    const struct type *type = place->type;
    return type->kind == TYPE_POINTER && !type_is_text(type) && type->target != NULL && type->target->kind != TYPE_FUNCTION;
}

static bool is_static_address(const struct operand *operand)
{
    return operand->kind == OPERAND_ADDRESS && operand->place->root == ROOT_STATIC && operand->place->step_count == 0;
}

/* A pointer's value becomes text: new per object, unless it always points to the same variable. */
static void walk_address(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                         const struct place *place)
{
    const char *label = names_label(w->names, node, place), *cell = names_cell(w->names, node, place);
    if (cell != NULL)
        g_hash_table_add(w->name->cells, (gpointer)cell);
    const GArray *sites = place->root == ROOT_PARAM && place->step_count == 0 ? names_sites(w->names, node->function->id) : NULL;
    bool is_same = sites != NULL && sites->len > 0;
    for (guint i = 0; is_same && i < sites->len; i++) {
        const struct name_site *site = &g_array_index(sites, struct name_site, i);
        uint32_t arg = place->index + site->shift;
        is_same = arg < site->instr->arg_count && is_static_address(&site->instr->args[arg]);
    }
    if (is_same) {
        not_new(w, "it is the address of one variable");
        return;
    }
    const char *what = "the address of an object";
    if (label != NULL)
        what = strcmp(label, "'this'") == 0 ? "the address of the object" : TEXT(w, "the address of what %s points to", label);
    at = hop(w, at, instr->loc, node, TEXT(w, "%s becomes part of the text", what));
    unique(w, at, NAME_REUSED, what);
}

static bool is_self(const struct instr *instr, uint32_t index)
{
    return instr->args[index].kind == OPERAND_PLACE && place_equal(instr->args[index].place, instr->dst);
}

static int counts_itself(const struct instr *instr)
{
    if (instr->op != OP_BINARY || instr->dst == NULL || instr->arg_count < 2 || !is_self(instr, 0))
        return 0;
    return instr->operator== BINARY_ADD ? 1 : instr->operator== BINARY_SUB ? -1 : 0;
}

/* hash % 16, flags & 7; not rand() % 1000000007. */
static bool is_reduced(const struct instr *instr)
{
    if (instr->operator!= BINARY_MOD && instr->operator!= BINARY_AND)
        return false;
    return instr->arg_count > 1 && instr->args[1].kind == OPERAND_INT && instr->args[1].number >= 0 &&
           instr->args[1].number <= FEW;
}

static void walk_binary(struct walk *w, struct at at, const struct node *node, const struct instr *instr)
{
    bool is_constant = instr->arg_count > 1 && instr->args[1].kind == OPERAND_INT;
    if (instr->operator>= BINARY_EQ || is_reduced(instr)) {
        not_new(w, "the number is reduced to a few values");
        return;
    }
    if (instr->operator== BINARY_MOD && !is_constant) {
        unknown(w, "the number is reduced by a modulus");
        return;
    }
    for (uint32_t i = 0; i < instr->arg_count; i++)
        walk_operand(w, at, node, instr, &instr->args[i]);
}

/* --- calls --------------------------------------------------------------------------------------------------------------- */

static const char *callee_text(const struct call *call)
{
    return call->name != NULL && call->name[0] != '\0' ? call->name : "a function";
}

static void minted(struct walk *w, struct at at, const struct node *node, const struct instr *instr, const char *what)
{
    bool is_thread = (what != NULL && strcmp(what, "thread id") == 0) || g_strcmp0(instr->call->member, "get_id") == 0;
    if (is_thread && !names_in_thread_per_event(w->names, node)) {
        not_new(w, "the threads are a fixed pool");
        return;
    }
    if (what == NULL)
        what = "a value that is new each time";
    bool is_reused = is_thread || strstr(what, "descriptor") != NULL;
    bool is_process = strstr(what, "process") != NULL;
    if (is_thread)
        what = "the thread's id";
    at = hop(w, at, instr->loc, node,
             TEXT(w, "'%s' gives %s", callee_text(instr->call), is_thread ? what : TEXT(w, "a new %s", what)));
    unique(w, at, is_reused || is_process ? NAME_REUSED : NAME_FRESH, at.label != NULL ? at.label : TEXT(w, "a new %s", what));
}

static bool is_formatting(const struct call *call)
{
    return call->member != NULL && (strstr(call->member, "format") != NULL || strstr(call->member, "Format") != NULL);
}

/* What effect `effect` carries into the text. */
static void walk_carried(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                         const struct effect *effect)
{
    const struct slot *slot = effect->from.kind != SLOT_NONE ? &effect->from : &effect->element;
    if (slot->kind == SLOT_THIS) {
        walk_operand(w, at, node, instr, &instr->call->receiver);
        return;
    }
    if (slot->kind != SLOT_ARG && slot->kind != SLOT_ARGS_FROM)
        return;
    uint32_t end = slot->kind == SLOT_ARGS_FROM ? instr->arg_count : MIN(instr->arg_count, slot->index + 1u);
    if (end - slot->index > 1) /* a new text, not the caller's */
        at.is_direct = false;
    for (uint32_t i = slot->index; i < end; i++) {
        const struct operand *arg = &instr->args[i];
        bool is_object = arg->kind == OPERAND_PLACE && is_pointer_value(arg->place) && is_formatting(instr->call) &&
                         !(instr->call->flags & CALL_OPERATOR);
        if (is_object) /* a reference to an object with a formatter of its own */
            unknown(w, "an object is formatted into it");
        else
            walk_operand(w, at, node, instr, arg);
    }
}

static void walk_effect(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                        const struct effect *effect)
{
    if (effect->kind == EFFECT_MINT)
        minted(w, at, node, instr, effect->text);
    else if (effect->kind == EFFECT_CARRY)
        walk_carried(w, at, node, instr, effect);
}

static void walk_returns(struct walk *w, struct at at, const struct node *callee, struct name_site site)
{
    struct frame frame = {.callee = callee, .site = site, .up = at.frames};
    at.frames = &frame;
    at.is_direct = false;
    const struct function *function = callee->function;
    bool has_value = false;
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct block *block = &function->blocks[b];
        if (block->order == NO_BLOCK || block->term.kind != TERM_RETURN || block->term.value.kind == OPERAND_NONE)
            continue;
        struct instr at_return = {.op = OP_OTHER, .loc = block->term.loc};
        walk_operand(w, hop(w, at, block->term.loc, callee, TEXT(w, "'%s' returns it", function->display)), callee,
                     arena_copy(w->names->arena, &at_return, sizeof at_return), &block->term.value);
        has_value = true;
    }
    if (!has_value)
        unknown(w, "a function returns it in a way that is not followed");
}

static bool walk_model_result(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                              const struct model *model)
{
    bool is_known = false;
    for (uint32_t i = 0; i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        bool gives = effect->kind == EFFECT_CARRY  ? effect->to.kind == SLOT_RESULT
                     : effect->kind == EFFECT_MINT ? effect->result.kind == SLOT_RESULT && !effect->result.dereference
                                                   : false;
        if (gives)
            walk_effect(w, at, node, instr, effect);
        is_known |= gives;
        if (effect->kind != EFFECT_ALIAS || effect->result.kind != SLOT_RESULT)
            continue;
        struct operand element = names_slot(instr, &effect->element);
        walk_operand(w, at, node, instr, &element);
        is_known = true;
    }
    return is_known;
}

static const struct operand *counted_by(const struct instr *instr)
{
    if (instr->call->receiver.kind != OPERAND_NONE)
        return &instr->call->receiver;
    return instr->arg_count > 0 ? &instr->args[0] : NULL;
}

/* Out of sight: only its name can tell. */
static void walk_unseen_call(struct walk *w, struct at at, const struct node *node, const struct instr *instr)
{
    const struct call *call = instr->call;
    enum name_strength strength;
    const char *what;
    if (name_counts(call) > 0) {
        const struct operand *counter = counted_by(instr);
        if (counter != NULL)
            walk_operand(w, at, node, instr, counter);
        return;
    }
    if (name_mints(call, &strength, &what)) {
        at = hop(w, at, instr->loc, node, TEXT(w, "'%s' gives %s", callee_text(call), what));
        unique(w, at, strength, what);
        return;
    }
    if (name_carries(call)) {
        if (call->receiver.kind != OPERAND_NONE)
            walk_operand(w, at, node, instr, &call->receiver);
        for (uint32_t i = 0; i < instr->arg_count; i++)
            walk_operand(w, at, node, instr, &instr->args[i]);
        return;
    }
    unknown(w, TEXT(w, "it comes from '%s', which is out of sight", callee_text(call)));
}

static void walk_call(struct walk *w, struct at at, const struct node *node, const struct instr *instr)
{
    const struct call *call = instr->call;
    const struct model *model = program_model(w->names->program, instr);
    if (model != NULL && walk_model_result(w, at, node, instr, model))
        return;
    struct name_site site = {.node = node, .instr = instr};
    const struct node *callee = program_node(w->names->program, call->callee);
    bool is_followed = callee != NULL;
    if (callee != NULL)
        walk_returns(w, at, callee, site);
    GPtrArray *overriders =
        (call->flags & CALL_VIRTUAL) ? g_hash_table_lookup(w->names->program->overriders, call->callee) : NULL;
    for (guint i = 0; overriders != NULL && i < overriders->len && i < OVERRIDERS; i++) {
        const struct node *other = program_node(w->names->program, overriders->pdata[i]);
        if (other != NULL)
            walk_returns(w, at, other, site);
        is_followed |= other != NULL;
    }
    if (!is_followed)
        walk_unseen_call(w, at, node, instr);
}

/* --- parameters ---------------------------------------------------------------------------------------------------------- */

static void suppose(struct walk *w, struct at at, const struct node *node, struct loc loc, const char *name,
                    const struct type *type, const char *otherwise)
{
    if (type != NULL && type->kind == TYPE_REFERENCE)
        type = type->target;
    bool is_id = type != NULL && (type->kind == TYPE_INTEGER ? name_is_id(name) : type_is_text(type) && name_is_text_id(name));
    if (!is_id) {
        unknown(w, otherwise);
        return;
    }
    at = hop(w, at, loc, node, TEXT(w, "'%s' is, by its name, another one for each object or event", name));
    unique(w, at, NAME_SUPPOSED, at.label != NULL ? at.label : TEXT(w, "'%s'", name));
}

static void walk_argument(struct walk *w, struct at at, const struct name_site *site, const struct node *callee, uint32_t index)
{
    const struct local *param = &callee->function->params[index];
    uint32_t arg = index + site->shift;
    if (arg >= site->instr->arg_count) {
        not_new(w, "a default argument");
        return;
    }
    if (at.is_direct && type_is_text(param->type)) {
        at.minted_in = site->node;
        at.minted_at = site->instr;
    }
    const char *name = param->name != NULL ? param->name : "a parameter";
    at = hop(w, at, site->instr->loc, site->node, TEXT(w, "'%s' of '%s' is passed here", name, callee->function->display));
    bool was_unknown = w->is_unknown;
    guint before = w->name->origins->len;
    w->is_unknown = false;
    walk_operand(w, at, site->node, site->instr, &site->instr->args[arg]);
    bool is_dark = w->is_unknown && w->name->origins->len == before;
    w->is_unknown |= was_unknown;
    if (is_dark) {
        w->is_unknown = was_unknown;
        suppose(w, at, site->node, site->instr->loc, name, param->type, w->unknown_reason);
    }
}

static void walk_param(struct walk *w, struct at at, const struct node *node, uint32_t index)
{
    const struct function *function = node->function;
    if (index >= function->param_count)
        return;
    const struct local *param = &function->params[index];
    if (type_is_few(param->type)) {
        not_new(w, "a parameter with few values");
        return;
    }
    if (at.frames != NULL && at.frames->callee == node) {
        const struct frame *frame = at.frames;
        at.frames = frame->up;
        uint32_t arg = index + frame->site.shift;
        if (arg < frame->site.instr->arg_count)
            walk_operand(w, at, frame->site.node, frame->site.instr, &frame->site.instr->args[arg]);
        return;
    }
    at.frames = NULL;
    if (strcmp(function->name, "main") == 0) {
        not_new(w, "it comes from the command line");
        return;
    }
    const GArray *sites = names_sites(w->names, function->id);
    for (guint i = 0; sites != NULL && i < sites->len && i < SITES; i++)
        walk_argument(w, at, &g_array_index(sites, struct name_site, i), node, index);
    bool is_called_back = node->is_address_taken || (function->flags & FUNCTION_CLOSURE);
    if (sites == NULL || is_called_back)
        suppose(w, at, node, param->loc.line > 0 ? param->loc : function->loc, param->name, param->type,
                TEXT(w, "the callers that pass '%s' are out of sight", param->name != NULL ? param->name : "it"));
}

/* --- cells --------------------------------------------------------------------------------------------------------------- */

static bool is_shared(const struct place *place)
{
    for (uint32_t i = 0; i < place->step_count; i++)
        if (place->steps[i].kind == SELECT_FIELD)
            return true;
    return place->root == ROOT_STATIC || place->root == ROOT_CAPTURE;
}

/* 1: it counts up where code runs again and again; -1: up and down; 0: it does not count. */
static int counting(struct walk *w, const GArray *writes, const struct place *place, const struct write **by)
{
    bool goes_down = false;
    *by = NULL;
    for (guint i = 0; i < writes->len; i++) {
        const struct write *write = &g_array_index(writes, struct write, i);
        int step = write->role == WRITE_DST ? counts_itself(write->instr) : 0;
        if (write->role == WRITE_UP || write->role == WRITE_DOWN)
            step = write->role == WRITE_UP ? 1 : -1;
        goes_down |= step < 0;
        if (step <= 0)
            continue;
        enum name_again again = names_again(w->names, write->node, write->instr);
        bool in_loop = write->node->loop_instrs->len > 0 && g_ptr_array_find(write->node->loop_instrs, write->instr, NULL);
        if (is_shared(place) ? again != AGAIN_NO : in_loop)
            *by = write;
    }
    return *by == NULL ? 0 : goes_down ? -1 : 1;
}

static void walk_write(struct walk *w, struct at at, const struct write *write, const struct place *place)
{
    const struct instr *instr = write->instr;
    const char *label = names_label(w->names, write->node, place);
    if (write->role == WRITE_DST && instr->op == OP_CALL && program_node(w->names->program, instr->call->callee) != NULL)
        at = hop(w, at, instr->loc, write->node, TEXT(w, "the text comes from '%s'", callee_text(instr->call)));
    else if (label != NULL && (is_shared(place) || write->role == WRITE_EFFECT))
        at = hop(w, at, instr->loc, write->node, TEXT(w, "%s is set here", label));
    if (write->role == WRITE_EFFECT) {
        const struct model *model = program_model(w->names->program, instr);
        walk_effect(w, at, write->node, instr, &model->effects[write->index]);
        return;
    }
    switch (instr->op) {
    case OP_COPY:
    case OP_MOVE:
        if (instr->arg_count > 0)
            walk_operand(w, at, write->node, instr, &instr->args[0]);
        return;
    case OP_BINARY:
        if (counts_itself(instr) == 0)
            walk_binary(w, at, write->node, instr);
        else if (instr->args[1].kind != OPERAND_INT)
            unknown(w, "it is the sum of something");
        return;
    case OP_CALL:
        walk_call(w, at, write->node, instr);
        return;
    case OP_OTHER:
        for (uint32_t i = 0; i < instr->arg_count; i++)
            walk_operand(w, at, write->node, instr, &instr->args[i]);
        if (instr->arg_count == 0)
            unknown(w, "it is computed in a way that is not followed");
        return;
    case OP_ALLOC:
    case OP_CLOSURE:
    case OP_DELETE:
    case OP_END:
    case OP_CATCH:
    case OP_INIT:
    case OP_COUNT:
        return;
    }
}

/* A function of the program fills in what it was given the address of. */
static void walk_filled(struct walk *w, struct at at, const struct write *write)
{
    const struct call *call = write->instr->call;
    const struct node *callee = program_node(w->names->program, call->callee);
    enum name_strength strength;
    const char *what;
    if (callee == NULL) {
        if (name_mints(call, &strength, &what))
            walk_unseen_call(w, at, write->node, write->instr);
        else if (write->index == ARG_RECEIVER && name_appends(call))
            for (uint32_t i = 0; i < write->instr->arg_count; i++)
                walk_operand(w, at, write->node, write->instr, &write->instr->args[i]);
        else
            unknown(w, TEXT(w, "'%s' may write it", callee_text(call)));
        return;
    }
    if (write->index == ARG_RECEIVER || write->index >= callee->function->param_count)
        return;
    const char *cell = TEXT(w, "P:%s#%u", callee->function->id, write->index);
    const GArray *writes = names_writes(w->names, cell);
    const struct type *type = callee->function->params[write->index].type;
    bool is_read_only = type->target != NULL && type->target->is_const;
    if (writes == NULL && !is_read_only)
        unknown(w, TEXT(w, "'%s' may write it", callee_text(call)));
    if (writes == NULL)
        return;
    struct frame frame = {.callee = callee, .site = {.node = write->node, .instr = write->instr}, .up = at.frames};
    at.frames = &frame;
    at.is_direct = false;
    at = hop(w, at, write->instr->loc, write->node, TEXT(w, "'%s' fills it in", callee_text(call)));
    char *key = g_strdup_printf("%s@%p", cell, (const void *)write->instr);
    bool is_new =
        writes != NULL && at.depth < DEPTH && g_hash_table_add(w->visited, (gpointer)intern(w->names->program->strings, key));
    g_free(key);
    at.depth++;
    for (guint i = 0; is_new && i < writes->len; i++) {
        const struct write *inner = &g_array_index(writes, struct write, i);
        struct place place = {.root = ROOT_PARAM, .index = write->index, .type = callee->function->params[write->index].type};
        if (inner->role == WRITE_ARG)
            walk_filled(w, at, inner);
        else
            walk_write(w, at, inner, &place);
    }
}

static void walk_initials(struct walk *w, const struct place *place)
{
    const struct variable *variable = g_hash_table_lookup(w->names->program->variables, place->symbol);
    if (variable == NULL || (!variable->is_defined && variable->initial_count == 0))
        unknown(w, "the variable is defined out of sight");
    else
        not_new(w, "it is a constant");
}

/* Nothing is known of what is stored there; `reason`: why, if something is stored at all. */
static void walk_nothing(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                         const struct place *place, const char *reason)
{
    bool is_pointee = place->step_count > 0 && place->steps[0].kind == SELECT_DEREF;
    if (reason == NULL && place->root == ROOT_STATIC && !is_pointee) {
        walk_initials(w, place);
        return;
    }
    const char *label = names_label(w->names, node, place);
    char *name = label != NULL ? g_strndup(label + 1, strlen(label) - 2) : g_strdup("");
    if (reason == NULL)
        reason = TEXT(w, "nothing in sight sets %s", label != NULL ? label : "it");
    suppose(w, at, node, instr->loc, name, place->type, reason);
    g_free(name);
}

static void walk_capture(struct walk *w, struct at at, const struct node *node, const struct place *place)
{
    const struct name_site *site = names_closure(w->names, node->function->id);
    if (site == NULL || place->index >= site->instr->closure->capture_count)
        return;
    const struct capture *capture = &site->instr->closure->captures[place->index];
    at.is_direct = false;
    if (capture->kind == CAPTURE_THIS || capture->kind == CAPTURE_THIS_COPY)
        unique(w, at, NAME_REUSED, "the address of the object");
    else
        walk_operand(w, at, site->node, site->instr, &capture->value);
}

static bool enter(struct walk *w, const struct at *at, const char *cell)
{
    const void *frame = at->frames != NULL ? at->frames->site.instr : NULL;
    bool is_local = cell[0] == 'L' || cell[0] == 'T' || cell[0] == 'P';
    char *key = g_strdup_printf("%s@%p", cell, is_local ? frame : NULL);
    bool is_new = g_hash_table_add(w->visited, (gpointer)intern(w->names->program->strings, key));
    g_free(key);
    g_hash_table_add(w->name->cells, (gpointer)cell);
    return is_new;
}

static void walk_counter(struct walk *w, struct at at, const struct write *by, const struct place *place)
{
    const char *label = names_label(w->names, by->node, place);
    const char *what = label != NULL ? TEXT(w, "the counter %s", label) : "a counter";
    at = hop(w, at, by->instr->loc, by->node, TEXT(w, "%s is counted up here", label != NULL ? label : "it"));
    unique(w, at, NAME_FRESH, what);
}

static void walk_cell(struct walk *w, struct at at, const struct node *node, const struct instr *instr, const struct place *place,
                      const char *cell)
{
    const GArray *writes = names_writes(w->names, cell);
    const struct write *by = NULL;
    int count = writes != NULL ? counting(w, writes, place, &by) : 0;
    if (count > 0) {
        walk_counter(w, at, by, place);
        return;
    }
    if (count < 0) {
        unknown(w, "it counts up and down");
        return;
    }
    bool is_field = cell[0] == 'F';
    if (is_field || cell[0] == 'V')
        at.is_direct = false, at.frames = NULL;
    bool was_unknown = w->is_unknown;
    guint before = w->name->origins->len;
    w->is_unknown = false;
    bool is_set = false;
    unsigned answers = w->answers;
    for (guint i = 0; writes != NULL && i < writes->len; i++) {
        const struct write *write = &g_array_index(writes, struct write, i);
        if (write->role == WRITE_UP || write->role == WRITE_DOWN)
            continue;
        if (write->role == WRITE_ARG)
            walk_filled(w, at, write);
        else
            walk_write(w, at, write, place);
        is_set |= w->answers > answers;
    }
    bool is_dark = w->is_unknown && w->name->origins->len == before;
    if (place->root == ROOT_PARAM && !is_field)
        walk_param(w, at, node, place->index);
    else if (!is_set || is_dark) {
        const char *reason = is_set ? w->unknown_reason : NULL;
        w->is_unknown = false;
        walk_nothing(w, at, node, instr, place, reason);
    }
    w->is_unknown |= was_unknown;
}

static void walk_place(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                       const struct place *place)
{
    if (++at.depth > DEPTH) {
        unknown(w, "the way is too long to follow");
        return;
    }
    if (place->root == ROOT_CAPTURE && !is_pointer_value(place)) {
        bool has_field = names_cell(w->names, node, place)[0] == 'F';
        if (!has_field) {
            walk_capture(w, at, node, place);
            return;
        }
    }
    if (is_pointer_value(place) || (place->root == ROOT_THIS && place->step_count == 0)) {
        walk_address(w, at, node, instr, place);
        return;
    }
    if (type_is_few(place->type) && place->step_count == 0) {
        not_new(w, "it has few values");
        return;
    }
    const char *cell = names_cell(w->names, node, place);
    if (cell == NULL) {
        unknown(w, "it comes out of a container or library object");
        return;
    }
    const char *label = place->type->kind == TYPE_INTEGER ? names_label(w->names, node, place) : NULL;
    if (at.label == NULL)
        at.label = label;
    if (enter(w, &at, cell))
        walk_cell(w, at, node, instr, place, cell);
}

/* "conn.%d.io", ".io": a dot after a part that is filled in. */
static bool has_inner_dot(const char *text)
{
    const char *filled = text[0] == '.' ? text : strpbrk(text, "%}");
    return filled != NULL && strchr(filled, '.') != NULL;
}

static void walk_operand(struct walk *w, struct at at, const struct node *node, const struct instr *instr,
                         const struct operand *operand)
{
    switch (operand->kind) {
    case OPERAND_NONE:
        unknown(w, "it is written in a way that is not followed");
        return;
    case OPERAND_STRING:
        w->name->is_nested |= has_inner_dot(operand->text);
        not_new(w, "it is a literal");
        return;
    case OPERAND_NULL:
    case OPERAND_INT:
    case OPERAND_FUNCTION:
        not_new(w, "it is a constant");
        return;
    case OPERAND_PLACE:
    case OPERAND_ADDRESS:
        walk_place(w, at, node, instr, operand->place);
        return;
    }
}

struct name names_trace(struct names *names, const struct node *node, const struct instr *instr, const struct operand *operand)
{
    struct name name = {.origins = g_ptr_array_new(), .cells = g_hash_table_new(g_direct_hash, g_direct_equal)};
    struct walk w = {.names = names, .name = &name, .visited = g_hash_table_new(g_direct_hash, g_direct_equal)};
    struct at at = {.minted_in = node, .minted_at = instr, .is_direct = true};
    walk_operand(&w, at, node, instr, operand);
    g_hash_table_destroy(w.visited);
    name.verdict = name.origins->len > 0 ? NAME_UNIQUE : w.is_unknown ? NAME_UNKNOWN : NAME_FINITE;
    name.reason = name.verdict == NAME_UNKNOWN ? w.unknown_reason
                  : w.finite_reason != NULL    ? w.finite_reason
                                               : "it is a constant";
    return name;
}

void name_release(struct name *name)
{
    g_ptr_array_unref(name->origins);
    g_hash_table_destroy(name->cells);
}
