/* summarize.c: summaries bottom-up over the strongly connected components; members of a cycle twice, so that each sees what the
 * others do.
 *
 * Components that need not wait for one another are analysed in several threads. What comes out is that of one thread: a function
 * sees the summaries of components before its own in the bottom-up order, and of no others, whoever may have finished those. */
#include "program/internal.h"
#include "program/schedule.h"

/* The members of one component: order[start] to order[end - 1]. */
struct component {
    guint start, end;
};

struct summarizing {
    struct program *program;
    const struct summary *trivial;
    GPtrArray *order;   /* struct node *, bottom-up */
    GArray *components; /* struct component; the number of a node's is `component` - 1 */
    struct schedule *schedule;
};

/* One thread. */
struct worker {
    struct summarizing *all;
    struct flow_context flow; /* the program's, with an arena of its own */
    struct flow_stats stats;
    uint32_t analysed, trivial;
    uint32_t component;   /* being analysed */
    GPtrArray *scratches; /* arenas that are not in use */
};

static _Thread_local struct worker *this_worker;

static const struct summary *trivial_summary(struct program *program)
{
    struct outcome *outcome = arena_new_item(program->arena, struct outcome);
    *outcome = (struct outcome){.exit = EXIT_RETURN, .signs = SIGN_ANY};
    struct summary *summary = arena_new_item(program->arena, struct summary);
    *summary = (struct summary){.outcomes = outcome, .outcome_count = 1, .is_trivial = true};
    return summary;
}

/* --- one function ----------------------------------------------------------------------------------------------------------- */

/* Of a function that stands in no call of this one, and was only found out to be called on the way, the summary may have to be
 * waited for. */
static const struct summary *summary_of(void *data, const char *id)
{
    const struct node *node = program_node(data, id);
    struct worker *worker = this_worker;
    if (node == NULL || node->component > worker->component)
        return NULL;
    if (node->component < worker->component)
        schedule_wait(worker->all->schedule, worker->component - 1, node->component - 1, worker);
    return node->summary;
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

static void analyze(struct worker *worker, struct node *node, struct arena *scratch)
{
    if (!node->is_relevant && !calls_something(node)) {
        node->summary = worker->all->trivial;
        worker->trivial++;
        return;
    }
    g_ptr_array_set_size(node->suspicions, 0); /* of an earlier round */
    g_ptr_array_set_size(node->events, 0);
    worker->flow.suspicions = node->suspicions;
    node->summary = flow_analyze(&worker->flow, node->function, scratch, &worker->stats);
    node->is_analysed = true;
    worker->analysed++;
    arena_reset(scratch);
}

/* Also from within another component, which waits for this one. */
static void analyze_component(uint32_t number, void *data)
{
    struct worker *worker = data;
    const struct component *component = &g_array_index(worker->all->components, struct component, number);
    struct worker before = *worker, *outer = this_worker;
    struct arena *scratch =
        worker->scratches->len > 0 ? g_ptr_array_steal_index_fast(worker->scratches, worker->scratches->len - 1) : arena_new();
    this_worker = worker;
    worker->component = number + 1;
    for (int round = 0; round < (component->end - component->start > 1 ? 2 : 1); round++)
        for (guint i = component->start; i < component->end; i++)
            analyze(worker, worker->all->order->pdata[i], scratch);
    worker->component = before.component;
    worker->flow.suspicions = before.flow.suspicions;
    this_worker = outer;
    g_ptr_array_add(worker->scratches, scratch);
}

/* --- all of them -------------------------------------------------------------------------------------------------------------
 */

/* Looked up while there is one thread still. */
static void find_models(struct program *program, const struct function *function)
{
    for (uint32_t b = 0; b < function->block_count; b++) {
        const struct block *block = &function->blocks[b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            struct instr instr = block->instrs[i];
            if (instr.op == OP_DELETE)
                instr.arg_count = 0; /* of the destructor's call */
            if (instr.call != NULL)
                program_model(program, &instr);
        }
        if (block->term.macro != NULL)
            program_model(program, block->term.macro);
    }
}

static void find_components(struct summarizing *all)
{
    all->components = g_array_new(FALSE, FALSE, sizeof(struct component));
    for (guint start = 0, end; start < all->order->len; start = end) {
        uint32_t component = ((struct node *)all->order->pdata[start])->component;
        for (end = start; end < all->order->len && ((struct node *)all->order->pdata[end])->component == component; end++)
            ;
        struct component members = {.start = start, .end = end};
        g_array_append_val(all->components, members);
    }
    all->schedule = schedule_new(all->components->len);
    for (guint i = 0; i < all->order->len; i++) {
        const struct node *node = all->order->pdata[i];
        for (guint k = 0; k < node->callees->len; k++) {
            const struct node *callee = node->callees->pdata[k];
            if (callee->component != node->component)
                schedule_need(all->schedule, node->component - 1, callee->component - 1);
        }
    }
}

static struct worker *worker_new(struct summarizing *all)
{
    struct worker *worker = g_new0(struct worker, 1);
    *worker = (struct worker){.all = all, .flow = all->program->flow, .scratches = g_ptr_array_new()};
    worker->flow.arena = arena_new();
    worker->flow.summary_of = summary_of;
    return worker;
}

static void take_over(struct program *program, struct worker *worker)
{
    program->analysed += worker->analysed;
    program->trivial += worker->trivial;
    program->stats.states += worker->stats.states;
    program->stats.blocks += worker->stats.blocks;
    program->stats.gave_up += worker->stats.gave_up;
    g_ptr_array_add(program->arenas, worker->flow.arena);
    for (guint i = 0; i < worker->scratches->len; i++)
        arena_free(worker->scratches->pdata[i]);
    g_ptr_array_unref(worker->scratches);
    g_free(worker);
}

static void run_workers(struct summarizing *all)
{
    struct program *program = all->program;
    unsigned count = MAX(program->options.threads, 1u);
    void **workers = g_new0(void *, count);
    for (unsigned i = 0; i < count; i++)
        workers[i] = worker_new(all);
    program_share(program, count > 1);
    schedule_run(all->schedule, analyze_component, workers, count);
    program_share(program, false);
    for (unsigned i = 0; i < count; i++)
        take_over(program, workers[i]);
    g_free(workers);
}

void program_summarize(struct program *program)
{
    struct summarizing all = {.program = program, .trivial = trivial_summary(program), .order = callgraph_bottom_up(program)};
    for (guint i = 0; i < program->nodes->len; i++) {
        struct node *node = program->nodes->pdata[i];
        find_models(program, node->function);
        node->is_relevant = relevance_of(program, node->function);
    }
    find_components(&all);
    if (all.order->len > 0)
        run_workers(&all);
    for (guint i = 0; i < all.order->len; i++)
        g_ptr_array_extend(program->suspicions, ((struct node *)all.order->pdata[i])->suspicions, NULL, NULL);
    schedule_free(all.schedule);
    g_array_free(all.components, TRUE);
    g_ptr_array_unref(all.order);
    program_find_repetition(program);
}
