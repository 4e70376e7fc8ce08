/* names_again.c: what runs again and again, a little finer than reach.c: functions handed over to be called run as often as what
 * hands them over, unless the model says that they are called repeatedly (signals, timers, handlers) or nothing is known of the
 * taker; threads and one-shot jobs as often as they are started; pthread_once and call_once once. Constructors are also reached
 * through make_shared and emplace. What nobody in the program calls runs *perhaps* again. */
#include "program/names_internal.h"

struct edge {
    const struct node *from, *to;
    const struct instr *instr; /* NULL: anywhere in `from` */
    bool is_thread;            /* runs in a thread of its own */
};

struct again {
    struct names *names;
    GArray *edges;       /* struct edge */
    GPtrArray **by_from; /* struct edge * */
    GHashTable *in_loop; /* set of struct instr: inside loops that wait for events */
    GHashTable *handed;  /* set of struct node: passed or stored somewhere as a value */
    GPtrArray *seeds;    /* struct node *: run again whatever their callers do */
    GPtrArray *threads;  /* struct node * */
};

static guint position(const struct names *names, const struct node *node)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(names->order, node)) - 1;
}

static void add_edge(struct again *again, const struct node *from, const struct node *to, const struct instr *instr,
                     bool is_thread)
{
    struct edge edge = {.from = from, .to = to, .instr = instr, .is_thread = is_thread};
    g_array_append_val(again->edges, edge);
}

static void seed(struct again *again, const struct node *node, const struct node *because)
{
    guint at = position(again->names, node);
    if (again->names->again[at] == AGAIN_YES)
        return;
    again->names->again[at] = AGAIN_YES;
    g_hash_table_insert(again->names->why, (gpointer)node, (gpointer)because);
    g_ptr_array_add(again->seeds, (gpointer)node);
}

/* --- functions as values ------------------------------------------------------------------------------------------------- */

/* The callback effect for argument `index`, or NULL. */
static const struct effect *callback_effect(const struct model *model, uint32_t index)
{
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++) {
        const struct effect *effect = &model->effects[i];
        bool is_slot = effect->function.kind == SLOT_ARG || effect->function.kind == SLOT_ARGS_FROM;
        if (effect->kind == EFFECT_CALLBACK && is_slot && effect->function.index == index)
            return effect;
    }
    return NULL;
}

static void hand_over(struct again *again, const struct node *from, const struct instr *instr, uint32_t index,
                      const struct node *to)
{
    g_hash_table_add(again->handed, (gpointer)to);
    if (instr->op != OP_CALL) { /* kept in a handler table, a member, a variable */
        seed(again, to, to);
        return;
    }
    const struct node *callee = program_node(again->names->program, instr->call->callee);
    const struct effect *effect = callback_effect(program_model(again->names->program, instr), index);
    const char *member = instr->call->member != NULL ? instr->call->member : "";
    bool is_once =
        strcmp(member, "call_once") == 0 || (effect != NULL && (effect->flags & EFFECT_ONCE) && (effect->flags & EFFECT_NOW));
    if (is_once)
        return;
    if (effect != NULL && !(effect->flags & EFFECT_REPEATS))
        add_edge(again, from, to, instr, (effect->flags & EFFECT_THREAD) != 0);
    else if (effect != NULL || callee == NULL)
        seed(again, to, to);
    else
        seed(again, to, to); /* a function of the program keeps it or calls it */
}

static const struct node *closure_at(const struct names *names, const struct node *node, const struct operand *operand)
{
    if ((operand->kind != OPERAND_PLACE && operand->kind != OPERAND_ADDRESS) || !place_is_variable(operand->place))
        return NULL;
    const char *cell = names_cell((struct names *)names, node, operand->place);
    const GArray *writes = cell != NULL ? names_writes((struct names *)names, cell) : NULL;
    for (guint i = 0; writes != NULL && i < writes->len; i++) {
        const struct instr *instr = g_array_index(writes, struct write, i).instr;
        if (instr->op == OP_CLOSURE)
            return program_node(names->program, instr->closure->function);
    }
    return NULL;
}

static void scan_instr(struct again *again, const struct node *node, const struct instr *instr)
{
    struct program *program = again->names->program;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        const struct operand *arg = &instr->args[i];
        const struct node *to =
            arg->kind == OPERAND_FUNCTION ? program_node(program, arg->text) : closure_at(again->names, node, arg);
        bool is_copy = arg->kind != OPERAND_FUNCTION && instr->op != OP_CALL && instr->dst != NULL &&
                       instr->dst->step_count == 0 && instr->dst->root != ROOT_STATIC;
        if (to != NULL && !is_copy)
            hand_over(again, node, instr, i, to);
    }
}

static void scan_tables(struct again *again)
{
    struct program *program = again->names->program;
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t v = 0; v < program->modules[m]->variable_count; v++) {
            const struct variable *variable = &program->modules[m]->variables[v];
            for (uint32_t i = 0; i < variable->initial_count; i++) {
                const struct initial *initial = &variable->initials[i];
                const struct node *to =
                    initial->value.kind == OPERAND_FUNCTION ? program_node(program, initial->value.text) : NULL;
                if (to == NULL)
                    continue;
                g_hash_table_add(again->handed, (gpointer)to);
                seed(again, to, to);
            }
        }
}

static void scan_nodes(struct again *again)
{
    struct program *program = again->names->program;
    for (guint n = 0; n < program->nodes->len; n++) {
        const struct node *node = program->nodes->pdata[n];
        for (guint i = 0; i < node->loop_instrs->len; i++)
            g_hash_table_add(again->in_loop, node->loop_instrs->pdata[i]);
        for (uint32_t b = 0; b < node->function->block_count; b++)
            for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++)
                scan_instr(again, node, &node->function->blocks[b].instrs[i]);
    }
}

/* --- calls --------------------------------------------------------------------------------------------------------------- */

static void add_calls(struct again *again)
{
    struct program *program = again->names->program;
    for (guint n = 0; n < program->nodes->len; n++) {
        const struct node *node = program->nodes->pdata[n];
        for (guint i = 0; i < node->callees->len; i++) {
            const struct node *callee = node->callees->pdata[i];
            bool is_handed = (callee->function->flags & FUNCTION_CLOSURE) && g_hash_table_contains(again->handed, callee);
            if (!is_handed)
                add_edge(again, node, callee, NULL, false);
        }
        const GArray *sites = names_sites(again->names, node->function->id);
        for (guint i = 0; sites != NULL && i < sites->len; i++) {
            const struct name_site *site = &g_array_index(sites, struct name_site, i);
            add_edge(again, site->node, node, site->instr, false);
        }
    }
}

static bool is_setup(const char *name)
{
    static const char *const words[] = {"main",     "init",           "initialize",        "setup",    "configure",
                                        "run",      "start",          "uninitialize",      "TestBody", "SetUp",
                                        "TearDown", "SetUpTestSuite", "TearDownTestSuite", "runTest"};
    const char *last = strrchr(name, ':');
    last = last != NULL ? last + 1 : name;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(last, words[i]) == 0)
            return true;
    return false;
}

/* A method that overrides what a library declares, and that nobody in the program calls: the library does. */
static bool is_called_by_library(const struct names *names, const struct node *node)
{
    const struct function *function = node->function;
    for (uint32_t i = 0; i < function->override_count; i++)
        if (program_node(names->program, function->overrides[i]) == NULL && !is_setup(function->name))
            return !(function->flags & FUNCTION_DESTRUCTOR);
    return false;
}

/* SocketAcceptor<Handler>, TCPServerConnectionFactoryImpl<Connection>: the library makes one for each connection. */
static bool makes_per_event(const struct type *type)
{
    static const char *const words[] = {"Acceptor", "ConnectionFactory", "HandlerFactory", "ServiceFactory"};
    for (size_t i = 0; type->kind == TYPE_RECORD && type->name != NULL && i < G_N_ELEMENTS(words); i++)
        if (strstr(type->name, words[i]) != NULL)
            return true;
    return false;
}

static void seed_made_by_library(struct again *again)
{
    struct program *program = again->names->program;
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t t = 0; t < program->modules[m]->type_count; t++) {
            const struct type *type = program->modules[m]->types[t];
            const struct type *made = makes_per_event(type) && type->arg_count > 0 ? type->args[0] : NULL;
            const GPtrArray *list =
                made != NULL && made->record != NULL ? g_hash_table_lookup(again->names->constructors, made->record) : NULL;
            for (guint i = 0; list != NULL && i < list->len; i++)
                seed(again, list->pdata[i], list->pdata[i]);
        }
}

static void seed_entries(struct again *again, bool perhaps)
{
    struct names *names = again->names;
    for (guint n = 0; n < names->program->nodes->len; n++) {
        const struct node *node = names->program->nodes->pdata[n];
        bool has_callers = names_sites(names, node->function->id) != NULL || node->callers->len > 0;
        if (has_callers || g_hash_table_contains(again->handed, node) || g_str_has_prefix(node->function->id, "init:"))
            continue;
        if (!perhaps && is_called_by_library(names, node))
            seed(again, node, node);
        bool is_open = !(node->function->flags & FUNCTION_INTERNAL) && strcmp(node->function->name, "main") != 0;
        if (perhaps && is_open && names->again[n] == AGAIN_NO) {
            names->again[n] = AGAIN_PERHAPS;
            g_ptr_array_add(again->seeds, (gpointer)node);
        }
    }
}

/* --- spreading ----------------------------------------------------------------------------------------------------------- */

static void spread(struct again *again, enum name_again value)
{
    struct names *names = again->names;
    while (again->seeds->len > 0) {
        const struct node *node = g_ptr_array_steal_index_fast(again->seeds, again->seeds->len - 1);
        const GPtrArray *edges = again->by_from[position(names, node)];
        for (guint i = 0; i < edges->len; i++) {
            const struct edge *edge = edges->pdata[i];
            guint to = position(names, edge->to);
            if (value == AGAIN_YES && edge->is_thread)
                g_ptr_array_add(again->threads, (gpointer)edge->to);
            if (names->again[to] >= value)
                continue;
            names->again[to] = value;
            g_hash_table_insert(names->why, (gpointer)edge->to, (gpointer)node);
            g_ptr_array_add(again->seeds, (gpointer)edge->to);
        }
    }
}

static void spread_threads(struct again *again)
{
    struct names *names = again->names;
    while (again->threads->len > 0) {
        const struct node *node = g_ptr_array_steal_index_fast(again->threads, again->threads->len - 1);
        guint at = position(names, node);
        if (names->per_event_thread[at])
            continue;
        names->per_event_thread[at] = true;
        for (guint i = 0; i < again->by_from[at]->len; i++) {
            const struct edge *edge = again->by_from[at]->pdata[i];
            g_ptr_array_add(again->threads, (gpointer)edge->to);
        }
    }
}

static void sort_edges(struct again *again)
{
    guint count = again->names->program->nodes->len;
    again->by_from = arena_new_array(again->names->arena, GPtrArray *, count);
    for (guint n = 0; n < count; n++)
        again->by_from[n] = g_ptr_array_new();
    for (guint i = 0; i < again->edges->len; i++) {
        struct edge *edge = &g_array_index(again->edges, struct edge, i);
        g_ptr_array_add(again->by_from[position(again->names, edge->from)], edge);
        if (edge->instr != NULL && g_hash_table_contains(again->in_loop, edge->instr)) {
            seed(again, edge->to, edge->from);
            if (edge->is_thread)
                g_ptr_array_add(again->threads, (gpointer)edge->to);
        }
    }
}

void names_find_again(struct names *names)
{
    guint count = names->program->nodes->len;
    names->again = arena_new_array(names->arena, enum name_again, count);
    names->per_event_thread = arena_new_array(names->arena, bool, count);
    struct again again = {.names = names, .edges = g_array_new(FALSE, FALSE, sizeof(struct edge))};
    again.in_loop = g_hash_table_new(g_direct_hash, g_direct_equal);
    again.handed = g_hash_table_new(g_direct_hash, g_direct_equal);
    again.seeds = g_ptr_array_new();
    again.threads = g_ptr_array_new();
    scan_tables(&again);
    scan_nodes(&again);
    add_calls(&again);
    sort_edges(&again);
    seed_entries(&again, false);
    seed_made_by_library(&again);
    spread(&again, AGAIN_YES);
    spread_threads(&again);
    seed_entries(&again, true);
    spread(&again, AGAIN_PERHAPS);
    for (guint n = 0; n < count; n++)
        g_ptr_array_unref(again.by_from[n]);
    g_array_free(again.edges, TRUE);
    g_hash_table_destroy(again.in_loop);
    g_hash_table_destroy(again.handed);
    g_ptr_array_unref(again.seeds);
    g_ptr_array_unref(again.threads);
}

/* --- questions ----------------------------------------------------------------------------------------------------------- */

static bool is_in_waiting_loop(const struct node *node, const struct instr *instr)
{
    for (guint i = 0; instr != NULL && i < node->loop_instrs->len; i++)
        if (node->loop_instrs->pdata[i] == (gpointer)instr)
            return true;
    return false;
}

enum name_again names_again(struct names *names, const struct node *node, const struct instr *instr)
{
    return is_in_waiting_loop(node, instr) ? AGAIN_YES : names->again[position(names, node)];
}

const char *names_again_reason(struct names *names, const struct node *node, const struct instr *instr)
{
    struct intern *strings = names->program->strings;
    const char *own = node->function->display;
    if (is_in_waiting_loop(node, instr))
        return intern_printf(strings, "it stands in a loop of '%s' that waits for events", own);
    const struct node *root = node;
    for (int i = 0; i < 64; i++) {
        const struct node *why = g_hash_table_lookup(names->why, root);
        if (why == NULL || why == root)
            break;
        root = why;
    }
    if (root == node)
        return intern_printf(strings, "'%s' is called back for every event", own);
    if (root->loop_instrs->len > 0)
        return intern_printf(strings, "'%s' runs for every event: '%s' waits for events in a loop", own, root->function->display);
    return intern_printf(strings, "'%s' runs for every event: it is reached from the callback '%s'", own,
                         root->function->display);
}

bool names_in_thread_per_event(struct names *names, const struct node *node)
{
    return names->per_event_thread[position(names, node)];
}
