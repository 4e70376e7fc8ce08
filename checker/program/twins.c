/* twins.c: one build, several programs: each has its own main(), usage(), die().
 *
 * They share an id, so that linking would keep one of them and forget what the others do. Every further definition gets an id of
 * its own, "server/util.c|c:@F@die"; who calls it means the one in the same file, else the one in the nearest folder. */
#include "program/internal.h"

struct twins {
    struct program *program;
    GHashTable *first;  /* id -> struct definition */
    GHashTable *others; /* id that has twins -> GArray of struct definition, the first one included */
};

struct definition {
    const struct module *module;
    const struct function *function;
    const char *id; /* the new one */
};

static bool may_have_twin(const struct function *function)
{
    uint32_t shared =
        FUNCTION_INTERNAL | FUNCTION_INLINE | FUNCTION_TEMPLATE | FUNCTION_CLOSURE | FUNCTION_IMPLICIT | FUNCTION_WEAK;
    return (function->flags & shared) == 0;
}

static void add_definition(GHashTable *table, const char *key, struct definition definition)
{
    GArray *list = g_hash_table_lookup(table, key);
    if (list == NULL)
        g_hash_table_insert(table, (gpointer)key, list = g_array_new(FALSE, FALSE, sizeof(struct definition)));
    g_array_append_val(list, definition);
}

static void find_twin(struct twins *twins, const struct module *module, struct function *function)
{
    struct definition own = {module, function, function->id};
    struct definition *known = g_hash_table_lookup(twins->first, function->id);
    if (known == NULL) {
        g_hash_table_insert(twins->first, (gpointer)function->id, arena_copy(twins->program->arena, &own, sizeof own));
        return;
    }
    if (loc_compare(&known->function->loc, &function->loc) == 0)
        return; /* the same one, compiled twice */
    if (!g_hash_table_contains(twins->others, known->id))
        add_definition(twins->others, known->id, *known);
    own.id = intern_printf(twins->program->strings, "%s|%s", module->path, function->id);
    add_definition(twins->others, known->id, own);
    function->id = own.id;
}

/* How much of the path to their folders two files share. */
static size_t nearness(const char *left, const char *right)
{
    size_t shared = 0;
    for (size_t i = 0; left[i] != '\0' && left[i] == right[i]; i++)
        if (left[i] == '/')
            shared = i + 1;
    return shared;
}

static const char *meant_by(const struct twins *twins, const struct module *module, const char *id)
{
    const GArray *list = id != NULL ? g_hash_table_lookup(twins->others, id) : NULL;
    const struct definition *best = NULL;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct definition *one = &g_array_index(list, struct definition, i);
        if (one->module == module)
            return one->id;
        if (best == NULL || nearness(one->module->path, module->path) > nearness(best->module->path, module->path))
            best = one;
    }
    return best != NULL ? best->id : id;
}

static void point_operand(const struct twins *twins, const struct module *module, struct operand *operand)
{
    if (operand->kind == OPERAND_FUNCTION)
        operand->text = meant_by(twins, module, operand->text);
}

static void point_instr(const struct twins *twins, const struct module *module, struct instr *instr)
{
    for (uint32_t i = 0; i < instr->arg_count; i++)
        point_operand(twins, module, &instr->args[i]);
    if (instr->call != NULL)
        instr->call->callee = meant_by(twins, module, instr->call->callee);
}

static void point_function(const struct twins *twins, const struct module *module, struct function *function)
{
    for (uint32_t b = 0; b < function->block_count; b++) {
        struct block *block = &function->blocks[b];
        for (uint32_t i = 0; i < block->instr_count; i++)
            point_instr(twins, module, &block->instrs[i]);
        point_operand(twins, module, &block->term.value);
        if (block->term.macro != NULL)
            point_instr(twins, module, block->term.macro);
    }
}

static void point_module(const struct twins *twins, struct module *module)
{
    for (uint32_t i = 0; i < module->function_count; i++)
        point_function(twins, module, &module->functions[i]);
    for (uint32_t i = 0; i < module->variable_count; i++)
        for (uint32_t k = 0; k < module->variables[i].initial_count; k++)
            point_operand(twins, module, &module->variables[i].initials[k].value);
}

void twins_tell_apart(struct program *program)
{
    struct twins twins = {.program = program, .first = g_hash_table_new(g_str_hash, g_str_equal)};
    twins.others = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t i = 0; i < program->modules[m]->function_count; i++)
            if (may_have_twin(&program->modules[m]->functions[i]))
                find_twin(&twins, program->modules[m], &program->modules[m]->functions[i]);
    for (uint32_t m = 0; g_hash_table_size(twins.others) > 0 && m < program->module_count; m++)
        point_module(&twins, program->modules[m]);
    g_hash_table_destroy(twins.others);
    g_hash_table_destroy(twins.first);
}
