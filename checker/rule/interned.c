/* interned.c: one entry for each key, kept on purpose.
 *
 *     if ((ns = ns_lookup(name)) == NULL)       // ns_lookup(): ebis_lookup(&namespaces, name)
 *         ns = ns_insert(name);                 // ns_insert(): ebis_insert(&namespaces, &ns->node)
 *
 * Whoever puts into the container has looked there first, by the key: what is never taken out is bounded by the names there are.
 * Only a name tells a look-up in a project's own container, so this lowers the confidence and no more. */
#include "rule/registration.h"

static bool has_lookup_name(const struct call *call)
{
    static const char *const words[] = {"lookup", "look_up", "find", "search", "get", "exists", "contains", NULL};
    char *name = g_ascii_strdown(call->member != NULL ? call->member : call->name, -1);
    bool found = false;
    for (const char *const *word = words; *word != NULL && !found; word++)
        found = strstr(name, *word) != NULL;
    g_free(name);
    return found;
}

static bool is_of_variable(const struct operand *operand, const char *variable)
{
    return operand->place != NULL && operand->place->root == ROOT_STATIC && operand->place->symbol == variable;
}

/* The function itself searches the container, which is a static variable. */
static bool searches(const struct node *node, const char *variable)
{
    for (uint32_t b = 0; b < node->function->block_count; b++)
        for (uint32_t i = 0; i < node->function->blocks[b].instr_count; i++) {
            const struct instr *instr = &node->function->blocks[b].instrs[i];
            if (instr->op != OP_CALL || !has_lookup_name(instr->call))
                continue;
            bool is_there = is_of_variable(&instr->call->receiver, variable);
            for (uint32_t k = 0; k < instr->arg_count; k++)
                is_there |= is_of_variable(&instr->args[k], variable);
            if (is_there)
                return true;
        }
    return false;
}

static bool searches_or_asks(const struct node *node, const char *variable)
{
    bool found = searches(node, variable);
    for (guint i = 0; i < node->callees->len && !found; i++)
        found = searches(node->callees->pdata[i], variable);
    return found;
}

bool is_interned(const struct registry *registry, const struct event *event)
{
    const struct node *node = event->node;
    if (searches_or_asks(node, registry->key))
        return true;
    for (guint i = 0; i < node->callers->len; i++)
        if (!searches_or_asks(node->callers->pdata[i], registry->key))
            return false;
    return node->callers->len > 0;
}
