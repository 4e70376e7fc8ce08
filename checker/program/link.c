/* link.c: joins the facts of all units by symbol.
 *
 * A function's body, a record or a variable may come from several units (headers); the one of the smallest unit path is taken, so
 * the order of units does not matter. Weak definitions give way to strong ones. Records that a C file defines for itself carry
 * its path in their ids. */
#include "program/internal.h"

static int by_path(gconstpointer a, gconstpointer b)
{
    const struct module *const *x = a, *const *y = b;
    int paths = g_strcmp0((*x)->path, (*y)->path);
    return paths != 0 ? paths : g_strcmp0((*x)->target, (*y)->target);
}

static int by_id(gconstpointer a, gconstpointer b)
{
    const struct node *const *x = a, *const *y = b;
    return strcmp((*x)->function->id, (*y)->function->id);
}

static void link_function(struct program *program, const struct module *module, struct function *function)
{
    struct node *known = g_hash_table_lookup(program->by_id, function->id);
    if (known != NULL) {
        bool replaces_weak = (known->function->flags & FUNCTION_WEAK) && !(function->flags & FUNCTION_WEAK);
        if (replaces_weak)
            known->function = function, known->module = module;
        return;
    }
    struct node *node = arena_new_item(program->arena, struct node);
    *node = (struct node){.function = function,
                          .module = module,
                          .callees = g_ptr_array_new(),
                          .hands_over = g_ptr_array_new(),
                          .callers = g_ptr_array_new(),
                          .events = g_ptr_array_new_with_free_func(g_free),
                          .suspicions = g_ptr_array_new(),
                          .loop_instrs = g_ptr_array_new()};
    g_hash_table_insert(program->by_id, (gpointer)function->id, node);
    g_ptr_array_add(program->nodes, node);
}

static void link_module(struct program *program, struct module *module)
{
    for (uint32_t i = 0; i < module->function_count; i++)
        link_function(program, module, &module->functions[i]);
    for (uint32_t i = 0; i < module->record_count; i++) {
        struct record *record = &module->records[i];
        struct record *known = g_hash_table_lookup(program->records, record->id);
        if (known == NULL || (known->field_count == 0 && record->field_count > 0))
            g_hash_table_insert(program->records, (gpointer)record->id, record);
    }
    for (uint32_t i = 0; i < module->variable_count; i++) {
        struct variable *variable = &module->variables[i];
        struct variable *known = g_hash_table_lookup(program->variables, variable->id);
        if (known == NULL || (!known->is_defined && variable->is_defined))
            g_hash_table_insert(program->variables, (gpointer)variable->id, variable);
    }
}

/* What one C file defines for itself, "conn.c|c:@S@conn", is all that the others mean by "c:@S@conn", if nobody else defines it.
 */
static void alias_own_records(struct program *program)
{
    GHashTable *bare = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t i = 0; i < program->modules[m]->record_count; i++) {
            struct record *record = &program->modules[m]->records[i];
            const char *bar = strrchr(record->id, '|');
            if (bar == NULL || record->field_count == 0)
                continue;
            struct record *other = g_hash_table_lookup(bare, bar + 1);
            bool is_ambiguous = g_hash_table_contains(bare, bar + 1) && (other == NULL || strcmp(other->id, record->id) != 0);
            g_hash_table_insert(bare, (gpointer)(bar + 1), is_ambiguous ? NULL : record);
        }
    GHashTableIter iter;
    gpointer name, record;
    g_hash_table_iter_init(&iter, bare);
    while (g_hash_table_iter_next(&iter, &name, &record))
        if (record != NULL && g_hash_table_lookup(program->records, name) == NULL)
            g_hash_table_insert(program->records, name, record);
    g_hash_table_destroy(bare);
}

/* struct { … } events; in a backend is "backend.events" to people. */
static void name_after(struct program *program, const char *outer, const struct type *type, const char *name)
{
    while (type != NULL && type->kind == TYPE_ARRAY)
        type = type->target;
    struct record *record = type != NULL && type->record != NULL ? g_hash_table_lookup(program->records, type->record) : NULL;
    if (record == NULL || record->name == NULL || name == NULL || !g_str_has_suffix(record->name, "(unnamed)"))
        return;
    record->name = outer != NULL ? intern_printf(program->strings, "%s.%s", outer, name) : name;
}

/* Outer records stand before those within them. */
static void name_the_unnamed(struct program *program)
{
    for (uint32_t m = 0; m < program->module_count; m++) {
        const struct module *module = program->modules[m];
        for (uint32_t i = 0; i < module->variable_count; i++)
            name_after(program, NULL, module->variables[i].type, module->variables[i].name);
        for (uint32_t i = 0; i < module->record_count; i++) {
            const struct record *outer = g_hash_table_lookup(program->records, module->records[i].id);
            for (uint32_t f = 0; f < module->records[i].field_count; f++)
                name_after(program, outer->name, module->records[i].fields[f].type, module->records[i].fields[f].name);
        }
    }
}

static const struct summary *summary_of(void *data, const char *id)
{
    const struct node *node = program_node(data, id);
    return node != NULL ? node->summary : NULL;
}

static const struct function *function_of(void *data, const char *id)
{
    const struct node *node = program_node(data, id);
    return node != NULL ? node->function : NULL;
}

static const struct record *record_of(void *data, const char *id)
{
    const struct program *program = data;
    return id != NULL ? g_hash_table_lookup(program->records, id) : NULL;
}

static const struct variable *variable_of(void *data, const char *id)
{
    const struct program *program = data;
    return g_hash_table_lookup(program->variables, id);
}

static const struct model *model_of(void *data, const struct instr *instr)
{
    return program_model(data, instr);
}

static bool can_throw(void *data, const struct function *function)
{
    const struct node *node = program_node(data, function->id);
    return node == NULL || !node->module->is_cxx || node->module->has_exceptions;
}

static const struct model *name_of(void *data, const char *id)
{
    return pairs_model(data, id, summary_of);
}

static const char *method_of(void *data, const char *record, const char *name)
{
    const struct program *program = data;
    char *key = g_strdup_printf("%s::%s", record, name);
    const char *id = g_hash_table_lookup(program->methods, key);
    g_free(key);
    return id;
}

static void index_methods(struct program *program)
{
    program->methods = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct function *function = ((struct node *)program->nodes->pdata[i])->function;
        const char *member = g_strrstr(function->name, "::");
        if (function->record != NULL && member != NULL)
            g_hash_table_insert(program->methods, g_strdup_printf("%s%s", function->record, member), (gpointer)function->id);
    }
}

static const char NO_MODEL[] = "none";

const struct model *program_model(struct program *program, const struct instr *instr)
{
    gpointer known = g_hash_table_lookup(program->models_of, instr->call);
    if (known == NULL) {
        const struct model *model = models_find_instr(program->models, instr);
        known = model != NULL ? (gpointer)model : (gpointer)NO_MODEL;
        if (!program->is_shared)
            g_hash_table_insert(program->models_of, instr->call, known);
    }
    return known == (gpointer)NO_MODEL ? NULL : known;
}

static bool same_event(const struct event *a, const struct event *b)
{
    return a->kind == b->kind && a->key == b->key && a->record == b->record && a->element == b->element &&
           a->counter == b->counter && a->link == b->link && (a->kind != EFFECT_END || a->object == b->object) &&
           a->is_again == b->is_again && a->is_new == b->is_new && loc_compare(&a->site, &b->site) == 0;
}

static void note(void *data, const struct function *function, const struct fact *fact, const char *key)
{
    struct program *program = data;
    struct node *node = g_hash_table_lookup(program->by_id, function->id);
    struct event event = {.kind = fact->kind,
                          .key = key,
                          .record = fact->record,
                          .cell_record = fact->cell_record,
                          .link = fact->link,
                          .registry = fact->registry_name,
                          .element = fact->element_name,
                          .via = fact->via,
                          .site = fact->site,
                          .flags = fact->flags,
                          .is_object = fact->element != NULL && !fact->is_scalar,
                          .is_handmade = fact->is_handmade,
                          .node = node,
                          .object = fact->element,
                          .container = fact->registry,
                          .way = fact->way,
                          .looked_up_in = fact->kind == EFFECT_END ? fact->cell : NULL,
                          .is_new = fact->is_new,
                          .is_again = fact->is_again};
    if (fact->counter != NULL)
        event.counter = registry_key(&program->flow, fact->counter);
    bool is_life = fact->kind == EFFECT_END || fact->kind == EFFECT_ALLOC;
    if (is_life ? fact->record == NULL : key == NULL && fact->link == NULL)
        return;
    for (guint i = 0; i < node->events->len; i++)
        if (same_event(node->events->pdata[i], &event))
            return;
    g_ptr_array_add(node->events, g_memdup2(&event, sizeof event));
}

static void free_arena(void *arena)
{
    arena_free(arena);
}

struct program *program_link(struct module *const *modules, uint32_t count, const struct models *models,
                             const struct program_options *options)
{
    struct program *program = g_new0(struct program, 1);
    program->models = models;
    if (options != NULL)
        program->options = *options;
    program->arena = arena_new();
    struct module **sorted = arena_copy(program->arena, modules, sizeof *modules * count);
    qsort(sorted, count, sizeof *sorted, by_path);
    program->modules = sorted;
    program->module_count = count;
    program->strings = count > 0 ? sorted[0]->strings : NULL;
    program->nodes = g_ptr_array_new();
    program->by_id = g_hash_table_new(g_direct_hash, g_direct_equal);
    program->records = g_hash_table_new(g_str_hash, g_str_equal);
    program->variables = g_hash_table_new(g_str_hash, g_str_equal);
    program->models_of = g_hash_table_new(g_direct_hash, g_direct_equal);
    program->regions = regions_new();
    program->suspicions = g_ptr_array_new();
    program->arenas = g_ptr_array_new_with_free_func(free_arena);
    twins_tell_apart(program);
    for (uint32_t i = 0; i < count; i++)
        link_module(program, sorted[i]);
    alias_own_records(program);
    name_the_unnamed(program);
    g_ptr_array_sort(program->nodes, by_id);
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        cfg_prepare(node->function, program->arena);
    }
    program->flow = (struct flow_context){.models = models,
                                          .regions = program->regions,
                                          .strings = program->strings,
                                          .arena = program->arena,
                                          .program = program,
                                          .summary_of = summary_of,
                                          .targets_of = callgraph_targets,
                                          .function_of = function_of,
                                          .record_of = record_of,
                                          .variable_of = variable_of,
                                          .model_of = model_of,
                                          .note = note,
                                          .can_throw = can_throw,
                                          .method_of = method_of,
                                          .name_of = name_of};
    index_methods(program);
    pairs_learn(program);
    callgraph_build(program);
    return program;
}

void program_free(struct program *program)
{
    if (program == NULL)
        return;
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        g_ptr_array_unref(node->callees);
        g_ptr_array_unref(node->hands_over);
        g_ptr_array_unref(node->callers);
        g_ptr_array_unref(node->events);
        g_ptr_array_unref(node->suspicions);
        g_ptr_array_unref(node->loop_instrs);
    }
    g_ptr_array_unref(program->nodes);
    g_hash_table_destroy(program->by_id);
    g_hash_table_destroy(program->records);
    g_hash_table_destroy(program->variables);
    g_hash_table_destroy(program->models_of);
    g_hash_table_destroy(program->methods);
    g_hash_table_destroy(program->pairs);
    g_hash_table_destroy(program->stored);
    g_hash_table_destroy(program->overriders);
    g_ptr_array_unref(program->suspicions);
    g_ptr_array_unref(program->arenas);
    regions_free(program->regions);
    arena_free(program->arena);
    g_free(program);
}

void program_share(const struct program *program, bool is_shared)
{
    ((struct program *)program)->is_shared = is_shared;
    if (program->strings != NULL)
        intern_share(program->strings, is_shared);
}

const struct node *program_node(const struct program *program, const char *id)
{
    return id != NULL ? g_hash_table_lookup(program->by_id, id) : NULL;
}

int program_path_kind(const struct program *program, const char *path)
{
    if (program->options.path_kind == NULL || path == NULL)
        return 0;
    return program->options.path_kind(path, program->options.user);
}
