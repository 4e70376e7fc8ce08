/* print_calls.c: `linger dump calls`: what the models say about the calls of functions whose bodies are not in the program.
 *
 *     conns.push_back(c);   conn.cc:12:7: std::vector::push_back: stl (sequence)::push_back: register in=&::conns element=&c
 *     frobnicate(c);        conn.cc:13:5: frobnicate: no model                                    (declared in a system header)
 *     elsewhere(c);         conn.cc:14:5: elsewhere: out of sight                                 (of the project)
 *
 * The work list of whoever writes a model, and what the cases of testdata/models/ are compared with. As the analysis does, it
 * does not look into macros that have a model. */
#include "program/names.h"

struct found_call {
    const struct function *function;
    const struct instr *instr;
    const struct model *model; /* NULL: none */
};

static bool is_seen(const struct program *program, const struct instr *instr, const struct model *model)
{
    bool has_body = instr->call->callee != NULL && program_node(program, instr->call->callee) != NULL;
    return has_body && (model == NULL || !model->over_body);
}

static void find_call(struct program *program, const struct function *function, const struct instr *instr, GArray *found)
{
    struct found_call call = {function, instr, program_model(program, instr)};
    bool is_named = instr->call->name != NULL && *instr->call->name != '\0';
    bool is_body_macro = (instr->call->flags & CALL_MACRO) != 0 && call.model == NULL;
    if (is_named && !is_body_macro && !is_seen(program, instr, call.model))
        g_array_append_val(found, call);
}

static void find_calls(struct program *program, const struct function *function, uint32_t index, bool *visited, GArray *found)
{
    if (visited[index])
        return;
    visited[index] = true;
    const struct block *block = &function->blocks[index];
    for (uint32_t i = 0; i < block->instr_count; i++)
        if (block->instrs[i].op == OP_CALL)
            find_call(program, function, &block->instrs[i], found);
    bool is_macro = block->term.kind == TERM_MACRO;
    if (is_macro)
        find_call(program, function, block->term.macro, found);
    bool is_skipped = is_macro && program_model(program, block->term.macro) != NULL;
    for (uint32_t i = is_skipped ? 1 : 0; i < block->term.succ_count; i++)
        find_calls(program, function, block->term.succs[i], visited, found);
    if (block->unwind != NO_BLOCK)
        find_calls(program, function, block->unwind, visited, found);
}

static int compare_calls(gconstpointer a, gconstpointer b)
{
    const struct loc *left = &((const struct found_call *)a)->instr->loc, *right = &((const struct found_call *)b)->instr->loc;
    int files = g_strcmp0(left->file, right->file);
    if (files != 0)
        return files;
    return left->line != right->line ? (left->line < right->line ? -1 : 1) : (int)left->column - (int)right->column;
}

/* Variables and functions by their names. */
static void print_operand(GString *out, const struct program *program, const struct found_call *call,
                          const struct operand *operand)
{
    const struct node *function = operand->kind == OPERAND_FUNCTION ? program_node(program, operand->text) : NULL;
    if (function != NULL) {
        g_string_append(out, function->function->display);
        return;
    }
    GString *text = g_string_new(NULL);
    ir_print_operand(text, call->function, operand);
    const struct place *place = operand->place;
    const struct variable *variable =
        place != NULL && place->root == ROOT_STATIC ? g_hash_table_lookup(program->variables, place->symbol) : NULL;
    if (variable != NULL) {
        char *printed = g_strconcat("::", place->symbol, NULL);
        g_string_replace(text, printed, variable->name, 1);
        g_free(printed);
    }
    g_string_append(out, text->str);
    g_string_free(text, TRUE);
}

static void print_slot(GString *out, const struct program *program, const struct found_call *call, const char *label,
                       const struct slot *slot)
{
    bool is_unused = slot->kind == SLOT_RESULT && call->instr->dst == NULL;
    if (slot->kind == SLOT_NONE || is_unused)
        return;
    g_string_append_printf(out, " %s=%s%s", label, slot->dereference ? "*" : "", slot->address_of ? "&" : "");
    struct operand operand = names_slot(call->instr, slot);
    if (slot->kind == SLOT_RESULT)
        operand = (struct operand){.kind = OPERAND_PLACE, .place = call->instr->dst};
    if (slot->kind == SLOT_GLOBAL)
        g_string_append(out, slot->global);
    else
        print_operand(out, program, call, &operand);
}

static void print_effect(GString *out, const struct program *program, const struct found_call *call, const struct effect *effect)
{
    g_string_append(out, effect_name(effect->kind));
    const char *label;
    const struct slot *slot;
    for (unsigned i = 0; (slot = effect_slot(effect, i, &label)) != NULL; i++)
        print_slot(out, program, call, label, slot);
    if (effect->when_arg_text != NULL)
        g_string_append_printf(out, " when %s", effect->when_arg_text);
}

static void print_call(GString *out, const struct program *program, const struct found_call *call)
{
    const struct loc *loc = &call->instr->loc;
    const struct model *model = call->model;
    g_string_append_printf(out, "%s:%u:%u: %s: ", loc->file != NULL ? loc->file : "?", loc->line, loc->column,
                           call->instr->call->name);
    if (model == NULL)
        g_string_append(out, (call->instr->call->flags & CALL_SYSTEM) != 0 ? "no model" : "out of sight");
    else
        g_string_append_printf(out, "%s %s: ", model->library, model->name);
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        g_string_append(out, i > 0 ? "; " : "");
        print_effect(out, program, call, &model->effects[i]);
    }
    g_string_append_c(out, '\n');
}

void program_print_calls(GString *out, struct program *program, const char *only_function)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct found_call));
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct function *function = ((const struct node *)program->nodes->pdata[i])->function;
        if (function->block_count == 0 || (only_function != NULL && g_strcmp0(only_function, function->display) != 0))
            continue;
        bool *visited = g_new0(bool, function->block_count);
        find_calls(program, function, 0, visited, found);
        g_free(visited);
    }
    g_array_sort(found, compare_calls);
    for (guint i = 0; i < found->len; i++)
        print_call(out, program, &g_array_index(found, struct found_call, i));
    g_array_free(found, TRUE);
}
