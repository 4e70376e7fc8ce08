/* names_index.c: one pass over the program: who writes which variable or member, and who calls which function with what. */
#include "program/names_internal.h"

/* --- cells and labels ---------------------------------------------------------------------------------------------------- */

static bool is_system_record(const struct names *names, const char *id)
{
    const struct record *record = g_hash_table_lookup(names->program->records, id);
    return record == NULL ? false : (record->flags & RECORD_SYSTEM) != 0;
}

const char *names_cell(struct names *names, const struct node *node, const struct place *place)
{
    struct intern *strings = names->program->strings;
    for (uint32_t i = place->step_count; i-- > 0;) {
        const struct selector *step = &place->steps[i];
        if (step->kind != SELECT_FIELD)
            continue;
        if (step->record == NULL)
            return NULL;
        if (is_system_record(names, step->record)) /* now.tv_nsec: as much as now */
            continue;
        return intern_printf(strings, "F:%s.%s", step->record, step->field);
    }
    switch (place->root) {
    case ROOT_STATIC:
        return intern_printf(strings, "V:%s", place->symbol);
    case ROOT_PARAM:
        return intern_printf(strings, "P:%s#%u", node->function->id, place->index);
    case ROOT_LOCAL:
        return intern_printf(strings, "L:%s#%u", node->function->id, place->index);
    case ROOT_TEMP:
        return intern_printf(strings, "T:%s#%u", node->function->id, place->index);
    case ROOT_CAPTURE:
        return intern_printf(strings, "C:%s#%u", node->function->id, place->index);
    case ROOT_THIS:
        return NULL;
    }
    return NULL;
}

const char *names_label(struct names *names, const struct node *node, const struct place *place)
{
    const struct function *function = node->function;
    const char *name = NULL;
    for (uint32_t i = place->step_count; i-- > 0 && name == NULL;)
        if (place->steps[i].kind == SELECT_FIELD)
            name = place->steps[i].field;
    if (name == NULL && place->root == ROOT_PARAM && place->index < function->param_count)
        name = function->params[place->index].name;
    else if (name == NULL && place->root == ROOT_LOCAL && place->index < function->local_count)
        name = function->locals[place->index].name;
    else if (name == NULL && place->root == ROOT_CAPTURE && place->index < function->capture_count)
        name = function->captures[place->index].name;
    else if (name == NULL && place->root == ROOT_THIS)
        name = "this";
    else if (name == NULL && place->root == ROOT_STATIC) {
        const struct variable *variable = g_hash_table_lookup(names->program->variables, place->symbol);
        name = variable != NULL ? variable->name : NULL;
    }
    return name != NULL && name[0] != '\0' ? intern_printf(names->program->strings, "'%s'", name) : NULL;
}

struct operand names_slot(const struct instr *instr, const struct slot *slot)
{
    static const struct operand none = {.kind = OPERAND_NONE};
    switch (slot->kind) {
    case SLOT_THIS:
        return instr->call->receiver;
    case SLOT_ARG:
    case SLOT_ARGS_FROM:
        return slot->index < instr->arg_count ? instr->args[slot->index] : none;
    case SLOT_NONE:
    case SLOT_RESULT:
    case SLOT_GLOBAL:
        return none;
    }
    return none;
}

/* --- writes -------------------------------------------------------------------------------------------------------------- */

const GArray *names_writes(struct names *names, const char *cell)
{
    return g_hash_table_lookup(names->writes, cell);
}

static void add_write(struct names *names, const struct place *place, struct write write)
{
    const char *cell = names_cell(names, write.node, place);
    if (cell == NULL)
        return;
    GArray *list = g_hash_table_lookup(names->writes, cell);
    if (list == NULL)
        g_hash_table_insert(names->writes, (gpointer)cell, list = g_array_new(FALSE, FALSE, sizeof(struct write)));
    g_array_append_val(list, write);
}

static const struct place *place_in(const struct operand *operand)
{
    return operand->kind == OPERAND_PLACE || operand->kind == OPERAND_ADDRESS ? operand->place : NULL;
}

/* What a temporary or pointer that was set once stands for: `oss << a` gives a reference to oss. NULL: itself. */
static const struct place *stands_for(struct names *names, const struct node *node, const struct place *place)
{
    if ((place->root != ROOT_TEMP && place->root != ROOT_LOCAL) || (place->root == ROOT_LOCAL && !type_is_pointer(place->type)))
        if (place->root != ROOT_TEMP && place->step_count == 0)
            return NULL;
    for (uint32_t i = 0; i < place->step_count; i++)
        if (place->steps[i].kind == SELECT_FIELD)
            return NULL;
    const char *cell = names_cell(names, node, place);
    const GArray *list = cell != NULL ? names_writes(names, cell) : NULL;
    const struct write *only = NULL;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct write *write = &g_array_index(list, struct write, i);
        if (write->role != WRITE_DST)
            continue;
        if (only != NULL)
            return NULL;
        only = write;
    }
    if (only == NULL)
        return NULL;
    const struct instr *instr = only->instr;
    if (instr->op == OP_COPY || instr->op == OP_MOVE) {
        bool is_pointer =
            instr->args[0].kind == OPERAND_ADDRESS || (instr->args[0].kind == OPERAND_PLACE && place->step_count > 0);
        return is_pointer ? place_in(&instr->args[0]) : NULL;
    }
    const struct model *model = instr->op == OP_CALL ? program_model(names->program, instr) : NULL;
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        if (effect->kind != EFFECT_ALIAS || effect->result.kind != SLOT_RESULT)
            continue;
        struct operand element = names_slot(instr, &effect->element);
        return place_in(&element);
    }
    return NULL;
}

static void add_write_through(struct names *names, const struct place *place, struct write write)
{
    for (int i = 0; place != NULL && i < 12; i++) {
        add_write(names, place, write);
        place = stands_for(names, write.node, place);
    }
}

static void index_effects(struct names *names, const struct node *node, const struct instr *instr, const struct model *model)
{
    for (uint32_t i = 0; i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        const struct slot *slot = effect->kind == EFFECT_CARRY  ? &effect->to
                                  : effect->kind == EFFECT_MINT ? &effect->result
                                                                : NULL;
        if (slot == NULL || slot->kind == SLOT_RESULT)
            continue;
        struct operand to = names_slot(instr, slot);
        struct write write = {.node = node, .instr = instr, .role = WRITE_EFFECT, .index = i};
        add_write_through(names, place_in(&to), write);
    }
}

/* A function without a model may write what is passed to it by address. */
static void index_arguments(struct names *names, const struct node *node, const struct instr *instr)
{
    const struct call *call = instr->call;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        const struct operand *arg = &instr->args[i];
        bool is_buffer = arg->kind == OPERAND_PLACE && type_is_pointer(arg->place->type) && type_is_text(arg->place->type);
        if (arg->kind == OPERAND_ADDRESS || is_buffer)
            add_write_through(names, arg->place, (struct write){.node = node, .instr = instr, .role = WRITE_ARG, .index = i});
    }
    bool is_empty_start = (call->flags & CALL_CONSTRUCTOR) && instr->arg_count == 0;
    bool may_change = !is_empty_start && !(call->flags & CALL_DESTRUCTOR) && !name_carries(call);
    if (call->receiver.kind == OPERAND_ADDRESS && type_is_text(call->receiver.place->type) && may_change)
        add_write_through(names, call->receiver.place,
                          (struct write){.node = node, .instr = instr, .role = WRITE_ARG, .index = ARG_RECEIVER});
}

/* --- calls --------------------------------------------------------------------------------------------------------------- */

static void add_site(struct names *names, const char *function, struct name_site site)
{
    GArray *list = g_hash_table_lookup(names->sites, function);
    if (list == NULL)
        g_hash_table_insert(names->sites, (gpointer)function, list = g_array_new(FALSE, FALSE, sizeof(struct name_site)));
    g_array_append_val(list, site);
}

const GArray *names_sites(struct names *names, const char *function)
{
    return g_hash_table_lookup(names->sites, function);
}

const struct name_site *names_closure(struct names *names, const char *function)
{
    return g_hash_table_lookup(names->closures, function);
}

/* make_shared<Session>(fd), sessions.emplace_back(fd): a constructor of Session with as many parameters. */
static void index_making(struct names *names, const struct node *node, const struct instr *instr)
{
    const struct call *call = instr->call;
    const struct type *made = call->template_arg_count > 0 ? call->template_args[0] : NULL;
    uint32_t shift = 0;
    bool is_maker = call->member != NULL && (g_str_has_prefix(call->member, "make_") || g_str_has_prefix(call->member, "Make"));
    if (call->member != NULL && g_str_has_prefix(call->member, "emplace") && call->receiver_type != NULL) {
        uint32_t count = call->receiver_type->arg_count;
        bool has_key = strcmp(call->member, "emplace") == 0 && count > 1 && strstr(call->receiver_type->name, "map") != NULL;
        made = count == 0 ? NULL : call->receiver_type->args[has_key ? 1 : 0];
        shift = has_key ? 1 : 0;
        is_maker = true;
    }
    if (!is_maker || made == NULL || made->record == NULL)
        return;
    const GPtrArray *list = g_hash_table_lookup(names->constructors, made->record);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct node *constructor = list->pdata[i];
        if (constructor->function->param_count + shift >= instr->arg_count && instr->arg_count >= shift)
            add_site(names, constructor->function->id, (struct name_site){.node = node, .instr = instr, .shift = shift});
    }
}

static void index_call(struct names *names, const struct node *node, const struct instr *instr)
{
    const struct call *call = instr->call;
    struct write write = {.node = node, .instr = instr};
    int step = name_counts(call);
    if (step != 0) {
        write.role = step > 0 ? WRITE_UP : WRITE_DOWN;
        if (call->receiver.kind != OPERAND_NONE)
            add_write_through(names, place_in(&call->receiver), write);
        else if (instr->arg_count > 0)
            add_write_through(names, place_in(&instr->args[0]), write);
    }
    if (call->callee != NULL) {
        add_site(names, call->callee, (struct name_site){.node = node, .instr = instr});
        GPtrArray *overriders = g_hash_table_lookup(names->program->overriders, call->callee);
        for (guint i = 0; (call->flags & CALL_VIRTUAL) && overriders != NULL && i < overriders->len; i++)
            add_site(names, overriders->pdata[i], (struct name_site){.node = node, .instr = instr});
    }
    index_making(names, node, instr);
    const struct model *model = program_model(names->program, instr);
    if (model != NULL)
        index_effects(names, node, instr, model);
    else if (step == 0)
        index_arguments(names, node, instr);
}

static void index_instr(struct names *names, const struct node *node, const struct instr *instr)
{
    if (instr->dst != NULL && instr->op != OP_END && instr->op != OP_INIT)
        add_write(names, instr->dst, (struct write){.node = node, .instr = instr, .role = WRITE_DST});
    if (instr->op == OP_CALL)
        index_call(names, node, instr);
    if (instr->closure != NULL) {
        struct name_site *site = arena_new_item(names->arena, struct name_site);
        *site = (struct name_site){.node = node, .instr = instr};
        g_hash_table_insert(names->closures, (gpointer)instr->closure->function, site);
    }
}

static void index_constructors(struct names *names)
{
    for (guint i = 0; i < names->program->nodes->len; i++) {
        struct node *node = names->program->nodes->pdata[i];
        if (!(node->function->flags & FUNCTION_CONSTRUCTOR) || node->function->record == NULL)
            continue;
        GPtrArray *list = g_hash_table_lookup(names->constructors, node->function->record);
        if (list == NULL)
            g_hash_table_insert(names->constructors, (gpointer)node->function->record, list = g_ptr_array_new());
        g_ptr_array_add(list, node);
    }
}

static void free_array(gpointer array)
{
    g_array_free(array, TRUE);
}

struct names *names_new(struct program *program)
{
    struct names *names = g_new0(struct names, 1);
    names->program = program;
    names->arena = arena_new();
    names->writes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_array);
    names->sites = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_array);
    names->closures = g_hash_table_new(g_str_hash, g_str_equal);
    names->constructors = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    names->order = g_hash_table_new(g_direct_hash, g_direct_equal);
    names->why = g_hash_table_new(g_direct_hash, g_direct_equal);
    index_constructors(names);
    for (guint n = 0; n < program->nodes->len; n++) {
        const struct node *node = program->nodes->pdata[n];
        g_hash_table_insert(names->order, (gpointer)node, GUINT_TO_POINTER(n + 1));
        for (uint32_t b = 0; b < node->function->block_count; b++)
            for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++)
                index_instr(names, node, &node->function->blocks[b].instrs[i]);
    }
    names_find_again(names);
    return names;
}

void names_free(struct names *names)
{
    if (names == NULL)
        return;
    g_hash_table_destroy(names->writes);
    g_hash_table_destroy(names->sites);
    g_hash_table_destroy(names->closures);
    g_hash_table_destroy(names->constructors);
    g_hash_table_destroy(names->order);
    g_hash_table_destroy(names->why);
    arena_free(names->arena);
    g_free(names);
}
