/* summarize.c: summaries bottom-up over the strongly connected components; members of a cycle twice, so that each sees what the
 * others do.
 *
 * That is a row of steps, each the analysis of one function. A step sees of every other function what the latest step before its
 * own in the row found out, or nothing; whoever may have done later ones. So steps that do not need one another run in several
 * threads, and what comes out is that of one. */
#include "program/internal.h"
#include "program/schedule.h"

enum { NO_STEP = UINT32_MAX };

struct step {
    struct node *node;
    const struct summary *summary;
};

struct summarizing {
    struct program *program;
    const struct summary *trivial;
    GPtrArray *order; /* struct node *, bottom-up */
    GArray *steps;    /* struct step */
    struct schedule *schedule;
};

/* One thread. */
struct worker {
    struct summarizing *all;
    struct flow_context flow; /* the program's, with an arena of its own */
    struct flow_stats stats;
    uint32_t analysed, trivial;
    uint32_t step;        /* being done */
    GPtrArray *scratches; /* arenas that are not in use */
};

static _Thread_local struct worker *this_worker;

static struct step *step_at(const struct summarizing *all, uint32_t number)
{
    return &g_array_index(all->steps, struct step, number);
}

static const struct summary *trivial_summary(struct program *program)
{
    struct outcome *outcome = arena_new_item(program->arena, struct outcome);
    *outcome = (struct outcome){.exit = EXIT_RETURN, .signs = SIGN_ANY};
    struct summary *summary = arena_new_item(program->arena, struct summary);
    *summary = (struct summary){.outcomes = outcome, .outcome_count = 1, .is_trivial = true};
    return summary;
}

/* --- one function ----------------------------------------------------------------------------------------------------------- */

/* The latest step of the node before `number`. */
static uint32_t step_before(const struct node *node, uint32_t number)
{
    return node->last_step < number ? node->last_step : node->first_step < number ? node->first_step : NO_STEP;
}

/* Of a function that stands in no call of this one, and was only found out to be called on the way, the summary may have to be
 * waited for. */
static const struct summary *summary_of(void *data, const char *id)
{
    const struct node *node = program_node(data, id);
    struct worker *worker = this_worker;
    uint32_t step = node != NULL ? step_before(node, worker->step) : NO_STEP;
    if (step == NO_STEP)
        return NULL;
    schedule_wait(worker->all->schedule, worker->step, step, worker);
    return step_at(worker->all, step)->summary;
}

static const struct model *name_of(void *data, const char *id)
{
    return pairs_model(data, id, summary_of);
}

static bool calls_something(const struct summarizing *all, const struct node *node)
{
    for (guint i = 0; i < node->callees->len; i++) {
        const struct node *callee = node->callees->pdata[i];
        if (callee->component == node->component || !step_at(all, callee->last_step)->summary->is_trivial)
            return true;
    }
    return false;
}

static const struct summary *analyze(struct worker *worker, struct node *node, struct arena *scratch)
{
    if (!node->is_relevant && !calls_something(worker->all, node)) {
        worker->trivial++;
        return worker->all->trivial;
    }
    g_ptr_array_set_size(node->suspicions, 0); /* of an earlier round */
    g_ptr_array_set_size(node->events, 0);
    worker->flow.suspicions = node->suspicions;
    node->is_analysed = true;
    worker->analysed++;
    return flow_analyze(&worker->flow, node->function, scratch, &worker->stats);
}

/* Also from within another step, which waits for this one. */
static void do_step(uint32_t number, void *data)
{
    struct worker *worker = data;
    struct step *step = step_at(worker->all, number);
    struct worker before = *worker, *outer = this_worker;
    struct arena *scratch =
        worker->scratches->len > 0 ? g_ptr_array_steal_index_fast(worker->scratches, worker->scratches->len - 1) : arena_new();
    this_worker = worker;
    worker->step = number;
    step->summary = analyze(worker, step->node, scratch);
    if (number == step->node->last_step)
        step->node->summary = step->summary;
    arena_reset(scratch);
    worker->step = before.step;
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

static void add_step(struct summarizing *all, struct node *node, bool is_first)
{
    struct step step = {.node = node};
    node->last_step = all->steps->len;
    if (is_first)
        node->first_step = all->steps->len;
    g_array_append_val(all->steps, step);
}

static void find_steps(struct summarizing *all)
{
    all->steps = g_array_new(FALSE, TRUE, sizeof(struct step));
    for (guint start = 0, end; start < all->order->len; start = end) {
        uint32_t component = ((struct node *)all->order->pdata[start])->component;
        for (end = start; end < all->order->len && ((struct node *)all->order->pdata[end])->component == component; end++)
            add_step(all, all->order->pdata[end], true);
        for (guint i = start; end - start > 1 && i < end; i++)
            add_step(all, all->order->pdata[i], false);
    }
}

static void schedule_steps(struct summarizing *all)
{
    all->schedule = schedule_new(all->steps->len);
    for (uint32_t number = 0; number < all->steps->len; number++) {
        const struct node *node = step_at(all, number)->node;
        if (number != node->first_step)
            schedule_need(all->schedule, number, node->first_step);
        for (guint i = 0; i < node->callees->len; i++) {
            const struct node *callee = node->callees->pdata[i];
            uint32_t needed = callee != node ? step_before(callee, number) : NO_STEP;
            if (needed != NO_STEP)
                schedule_need(all->schedule, number, needed);
        }
    }
}

static struct worker *worker_new(struct summarizing *all)
{
    struct worker *worker = g_new0(struct worker, 1);
    *worker = (struct worker){.all = all, .flow = all->program->flow, .scratches = g_ptr_array_new()};
    worker->flow.arena = arena_new();
    worker->flow.passed_on = flow_passed_on_new();
    worker->flow.summary_of = summary_of;
    worker->flow.name_of = name_of;
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
    g_hash_table_destroy(worker->flow.passed_on);
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
    schedule_run(all->schedule, do_step, workers, count);
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
    find_steps(&all);
    schedule_steps(&all);
    if (all.order->len > 0)
        run_workers(&all);
    for (guint i = 0; i < all.order->len; i++)
        g_ptr_array_extend(program->suspicions, ((struct node *)all.order->pdata[i])->suspicions, NULL, NULL);
    schedule_free(all.schedule);
    g_array_free(all.steps, TRUE);
    g_ptr_array_unref(all.order);
    program_find_repetition(program);
}
