/* callgraph.c: who calls whom. Direct calls; overriders of virtual methods; function pointers by the field or variable they are
 * stored in (handler tables, callbacks set by name). Strongly connected components after Tarjan, "Depth-First Search and Linear
 * Graph Algorithms" (SIAM J. Comput. 1972), without recursion: call chains are long. */
#include "program/internal.h"

/* --- what is stored where --------------------------------------------------------------------------------------------------------- */

static GPtrArray *list_in(GHashTable *table, const char *key)
{
    GPtrArray *list = g_hash_table_lookup(table, key);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(table, (gpointer)key, list);
    }
    return list;
}

static void add_once(GPtrArray *list, gpointer item)
{
    if (!g_ptr_array_find(list, item, NULL))
        g_ptr_array_add(list, item);
}

/* The name under which a function pointer kept at this place can be found again. */
static const char *place_key(struct program *program, const struct selector *steps, uint32_t count, const char *variable)
{
    for (uint32_t i = count; i-- > 0;)
        if (steps[i].kind == SELECT_FIELD && steps[i].record != NULL)
            return intern_printf(program->strings, "%s.%s", steps[i].record, steps[i].field);
    return variable;
}

static struct node *take_address(struct program *program, const char *id, const char *where)
{
    struct node *node = g_hash_table_lookup(program->by_id, id);
    if (node == NULL)
        return NULL;
    node->is_address_taken = true;
    if (where != NULL)
        add_once(list_in(program->stored, where), (gpointer)node->function->id);
    return node;
}

static void scan_initials(struct program *program)
{
    for (uint32_t m = 0; m < program->module_count; m++)
        for (uint32_t i = 0; i < program->modules[m]->variable_count; i++) {
            const struct variable *variable = &program->modules[m]->variables[i];
            for (uint32_t k = 0; k < variable->initial_count; k++) {
                const struct initial *initial = &variable->initials[k];
                if (initial->value.kind == OPERAND_FUNCTION)
                    take_address(program, initial->value.text,
                                 place_key(program, initial->steps, initial->step_count, variable->id));
            }
        }
}

/* --- edges ------------------------------------------------------------------------------------------------------------------------- */

static void connect(struct node *caller, struct node *callee)
{
    g_ptr_array_add(caller->callees, callee);
}

static void connect_id(struct program *program, struct node *caller, const char *id)
{
    struct node *callee = g_hash_table_lookup(program->by_id, id);
    if (callee != NULL)
        connect(caller, callee);
}

static void connect_virtual(struct program *program, struct node *caller, const char *id)
{
    connect_id(program, caller, id);
    GPtrArray *overriders = g_hash_table_lookup(program->overriders, id);
    for (guint i = 0; overriders != NULL && i < overriders->len; i++)
        connect_id(program, caller, overriders->pdata[i]);
}

static void scan_call(struct program *program, struct node *node, const struct call *call)
{
    if (call->callee != NULL && (call->flags & CALL_VIRTUAL))
        connect_virtual(program, node, call->callee);
    else if (call->callee != NULL)
        connect_id(program, node, call->callee);
    if (call->target.kind == OPERAND_PLACE) {
        const struct place *place = call->target.place;
        const char *key = place_key(program, place->steps, place->step_count, place->root == ROOT_STATIC ? place->symbol : NULL);
        GPtrArray *stored = key != NULL ? g_hash_table_lookup(program->stored, key) : NULL;
        for (guint i = 0; stored != NULL && i < stored->len; i++)
            connect_id(program, node, stored->pdata[i]);
    }
}

static void scan_addresses(struct program *program, const struct node *node)
{
    const struct function *function = node->function;
    for (uint32_t b = 0; b < function->block_count; b++)
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            const struct place *dst = instr->dst;
            for (uint32_t k = 0; k < instr->arg_count; k++)
                if (instr->args[k].kind == OPERAND_FUNCTION) {
                    bool is_store = instr->op == OP_COPY && dst != NULL;
                    const char *key = is_store ? place_key(program, dst->steps, dst->step_count,
                                                           dst->root == ROOT_STATIC ? dst->symbol : NULL)
                                               : NULL;
                    const struct node *taken = take_address(program, instr->args[k].text, key);
                    if (taken != NULL && instr->op == OP_CALL)
                        add_once(node->hands_over, (gpointer)taken);
                }
        }
}

static bool runs_arguments(const struct model *model)
{
    for (uint32_t i = 0; model != NULL && i < model->effect_count; i++)
        if (model->effects[i].kind == EFFECT_CALLBACK && (model->effects[i].flags & EFFECT_NOW) != 0)
            return true;
    return false;
}

/* g_clear_pointer(&s->conn, conn_free) */
static void connect_arguments(struct program *program, struct node *caller, const struct instr *instr)
{
    if (instr == NULL || !runs_arguments(program_model(program, instr)))
        return;
    for (uint32_t i = 0; i < instr->arg_count; i++)
        if (instr->args[i].kind == OPERAND_FUNCTION)
            connect_id(program, caller, instr->args[i].text);
}

static void scan_calls(struct program *program, struct node *node)
{
    const struct function *function = node->function;
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct terminator *term = &function->blocks[b].term;
        connect_arguments(program, node, term->kind == TERM_MACRO ? term->macro : NULL);
        for (uint32_t i = 0; i < function->blocks[b].instr_count; i++) {
            const struct instr *instr = &function->blocks[b].instrs[i];
            if (instr->call != NULL) {
                scan_call(program, node, instr->call);
                connect_arguments(program, node, instr);
            }
            if (instr->closure != NULL)
                connect_id(program, node, instr->closure->function);
        }
    }
}

static void add_overrider(struct program *program, const char *base, const char *id, int depth)
{
    if (depth > 16)
        return;
    add_once(list_in(program->overriders, base), (gpointer)id);
    const struct node *node = program_node(program, base);
    for (uint32_t i = 0; node != NULL && i < node->function->override_count; i++)
        add_overrider(program, node->function->overrides[i], id, depth + 1);
}

static int by_index(gconstpointer a, gconstpointer b)
{
    const struct node *const *x = a, *const *y = b;
    return (*x)->index < (*y)->index ? -1 : (*x)->index > (*y)->index;
}

static void sort_edges(GPtrArray *edges)
{
    g_ptr_array_sort(edges, by_index);
    guint kept = 0;
    for (guint i = 0; i < edges->len; i++)
        if (kept == 0 || edges->pdata[kept - 1] != edges->pdata[i])
            edges->pdata[kept++] = edges->pdata[i];
    g_ptr_array_set_size(edges, (gint)kept);
}

void callgraph_build(struct program *program)
{
    program->stored = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    program->overriders = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    scan_initials(program);
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        node->index = i;
        scan_addresses(program, node);
        for (uint32_t k = 0; k < node->function->override_count; k++)
            add_overrider(program, node->function->overrides[k], node->function->id, 0);
    }
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        scan_calls(program, node);
        sort_edges(node->callees);
        for (guint k = 0; k < node->callees->len; k++)
            g_ptr_array_add(((struct node *)node->callees->pdata[k])->callers, node);
    }
}

/* --- targets of one call ----------------------------------------------------------------------------------------- */

uint32_t callgraph_targets(void *data, const struct call *call, struct value target, const char *ids[FLOW_TARGETS], bool *complete)
{
    struct program *program = data;
    uint32_t count = 0;
    *complete = true;
    GPtrArray *candidates = NULL;
    if (call->callee != NULL) {
        if (program_node(program, call->callee) != NULL)
            ids[count++] = call->callee;
        if (call->flags & CALL_VIRTUAL)
            candidates = g_hash_table_lookup(program->overriders, call->callee);
        *complete = count > 0 || candidates != NULL;
    } else if (target.kind == VALUE_FUNCTION) {
        *complete = program_node(program, target.text) != NULL;
        if (*complete)
            ids[count++] = target.text;
    } else {
        const char *key = target.kind == VALUE_INIT ? registry_key(&program->flow, target.region) : NULL;
        candidates = key != NULL ? g_hash_table_lookup(program->stored, key) : NULL;
        *complete = candidates != NULL;
    }
    for (guint i = 0; candidates != NULL && i < candidates->len; i++) {
        if (count == FLOW_TARGETS) {
            *complete = false;
            break;
        }
        if (program_node(program, candidates->pdata[i]) != NULL)
            ids[count++] = candidates->pdata[i];
    }
    return count;
}

/* --- strongly connected components --------------------------------------------------------------------------------------------------- */

struct frame {
    struct node *node;
    guint next;
};

static void visit(struct node *start, uint32_t *counter, uint32_t *components, GPtrArray *stack, GPtrArray *order)
{
    GArray *frames = g_array_new(FALSE, FALSE, sizeof(struct frame));
    struct frame first = {.node = start};
    start->index = start->low = ++*counter;
    start->on_stack = true;
    g_ptr_array_add(stack, start);
    g_array_append_val(frames, first);
    while (frames->len > 0) {
        struct frame *frame = &g_array_index(frames, struct frame, frames->len - 1);
        struct node *node = frame->node;
        if (frame->next < node->callees->len) {
            struct node *callee = node->callees->pdata[frame->next++];
            if (callee->index == 0) {
                callee->index = callee->low = ++*counter;
                callee->on_stack = true;
                g_ptr_array_add(stack, callee);
                struct frame deeper = {.node = callee};
                g_array_append_val(frames, deeper);
            } else if (callee->on_stack) {
                node->low = MIN(node->low, callee->index);
            }
            continue;
        }
        if (node->low == node->index) {
            struct node *member;
            ++*components;
            do {
                member = g_ptr_array_steal_index(stack, stack->len - 1);
                member->on_stack = false;
                member->component = *components;
                g_ptr_array_add(order, member);
            } while (member != node);
        }
        g_array_set_size(frames, frames->len - 1);
        if (frames->len > 0) {
            struct node *parent = g_array_index(frames, struct frame, frames->len - 1).node;
            parent->low = MIN(parent->low, node->low);
        }
    }
    g_array_free(frames, TRUE);
}

GPtrArray *callgraph_bottom_up(struct program *program)
{
    GPtrArray *order = g_ptr_array_sized_new(program->nodes->len), *stack = g_ptr_array_new();
    uint32_t counter = 0, components = 0;
    for (guint i = 0; i < program->nodes->len; i++)
        ((struct node *)program->nodes->pdata[i])->index = 0;
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        if (node->index == 0)
            visit(node, &counter, &components, stack, order);
    }
    g_ptr_array_unref(stack);
    return order;
}
