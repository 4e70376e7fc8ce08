/* summarize.c: summaries bottom-up over the strongly connected components; members of a cycle twice, so that each sees what the
 * others do. */
#include "program/internal.h"

static const struct summary *trivial_summary(struct program *program)
{
    struct outcome *outcome = arena_new_item(program->arena, struct outcome);
    *outcome = (struct outcome){.exit = EXIT_RETURN, .signs = SIGN_ANY};
    struct summary *summary = arena_new_item(program->arena, struct summary);
    *summary = (struct summary){.outcomes = outcome, .outcome_count = 1, .is_trivial = true};
    return summary;
}

static bool calls_something(const struct node *node)
{
    for (guint i = 0; i < node->callees->len; i++) {
        const struct node *callee = node->callees->pdata[i];
        if (callee->component == node->component || (callee->summary != NULL && !callee->summary->is_trivial))
            return true;
    }
    return false;
}

/* What an earlier round suspected in this function does not count any more. */
static void forget_suspicions(struct program *program, const struct node *node)
{
    GPtrArray *suspicions = program->flow.suspicions;
    guint kept = 0;
    for (guint i = 0; i < suspicions->len; i++)
        if (((struct suspicion *)suspicions->pdata[i])->function != node->function)
            suspicions->pdata[kept++] = suspicions->pdata[i];
    g_ptr_array_set_size(suspicions, (gint)kept);
}

static void analyze(struct program *program, struct node *node, const struct summary *trivial, struct arena *scratch)
{
    if (!node->is_relevant && !calls_something(node)) {
        node->summary = trivial;
        program->trivial++;
        return;
    }
    if (node->is_analysed) {
        forget_suspicions(program, node);
        g_ptr_array_set_size(node->events, 0);
    }
    node->summary = flow_analyze(&program->flow, node->function, scratch, &program->stats);
    node->is_analysed = true;
    program->analysed++;
    arena_reset(scratch);
}

void program_summarize(struct program *program)
{
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        node->is_relevant = relevance_of(program, node->function);
    }
    const struct summary *trivial = trivial_summary(program);
    GPtrArray *order = callgraph_bottom_up(program);
    struct arena *scratch = arena_new();
    for (guint start = 0, end; start < order->len; start = end) {
        uint32_t component = ((struct node *)order->pdata[start])->component;
        for (end = start; end < order->len && ((struct node *)order->pdata[end])->component == component; end++)
            ;
        for (int round = 0; round < (end - start > 1 ? 2 : 1); round++)
            for (guint i = start; i < end; i++)
                analyze(program, order->pdata[i], trivial, scratch);
    }
    arena_free(scratch);
    g_ptr_array_unref(order);
    program_find_repetition(program);
}
