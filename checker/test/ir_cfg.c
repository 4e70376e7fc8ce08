/* ir_cfg.c: predecessors, reverse post-order and loop heads of graphs drawn by hand. */
#include "test/test.h"

#include "ir/ir.h"

enum { MOST_SUCCS = 3, END = NO_BLOCK };

/* One row per block: its successors, ended by END, and its unwind block. */
struct sketch {
    uint32_t succs[MOST_SUCCS + 1];
    uint32_t unwind;
};

struct graph {
    struct arena *arena;
    struct function function;
};

static struct graph graph_new(const struct sketch *sketch, uint32_t count)
{
    struct graph graph = {.arena = arena_new()};
    graph.function.block_count = count;
    graph.function.blocks = arena_new_array(graph.arena, struct block, count);
    for (uint32_t i = 0; i < count; i++) {
        struct block *block = &graph.function.blocks[i];
        block->index = i;
        block->unwind = sketch[i].unwind;
        block->term.succs = arena_copy(graph.arena, sketch[i].succs, sizeof sketch[i].succs);
        while (sketch[i].succs[block->term.succ_count] != END)
            block->term.succ_count++;
        block->term.kind = block->term.succ_count == 0 ? TERM_RETURN : TERM_CHOICE;
    }
    return graph;
}

/* "0: order 0 <- 2 3 loop", a line per block. */
static char *describe(const struct function *function)
{
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < function->block_count; i++) {
        const struct block *block = &function->blocks[i];
        if (block->order == NO_BLOCK)
            g_string_append_printf(out, "%u: unreachable", i);
        else
            g_string_append_printf(out, "%u: order %u", i, block->order);
        for (uint32_t p = 0; p < block->pred_count; p++)
            g_string_append_printf(out, "%s%u", p == 0 ? " <- " : " ", block->preds[p]);
        g_string_append(out, block->is_loop_head ? " loop\n" : "\n");
    }
    return g_string_free(out, FALSE);
}

static void check_graph(const struct sketch *sketch, uint32_t count, const char *wanted)
{
    struct graph graph = graph_new(sketch, count);
    for (int round = 0; round < 2; round++) { /* preparing again changes nothing */
        cfg_prepare(&graph.function, graph.arena);
        g_autofree char *got = describe(&graph.function);
        CHECK_TEXT(got, wanted);
    }
    arena_free(graph.arena);
}

TEST(cfg_diamond)
{
    const struct sketch sketch[] = {{{1, 2, END}, END}, {{3, END}, END}, {{3, END}, END}, {{END}, END}};
    check_graph(sketch, 4,
                "0: order 0\n"
                "1: order 2 <- 0\n"
                "2: order 1 <- 0\n"
                "3: order 3 <- 1 2\n");
}

TEST(cfg_loops_nest)
{
    /* 1 is the outer head, 2 the inner one, 4 follows */
    const struct sketch sketch[] = {{{1, END}, END}, {{2, 4, END}, END}, {{3, 1, END}, END}, {{2, END}, END}, {{END}, END}};
    check_graph(sketch, 5,
                "0: order 0\n"
                "1: order 1 <- 0 2 loop\n"
                "2: order 3 <- 1 3 loop\n"
                "3: order 4 <- 2\n"
                "4: order 2 <- 1\n");
}

TEST(cfg_block_that_loops_to_itself)
{
    const struct sketch sketch[] = {{{0, 1, END}, END}, {{END}, END}};
    check_graph(sketch, 2, "0: order 0 <- 0 loop\n1: order 1 <- 0\n");
}

TEST(cfg_unwind_is_an_edge)
{
    /* 2 is reached by exceptions only, and goes back: a retry loop */
    const struct sketch sketch[] = {{{1, END}, END}, {{3, END}, 2}, {{1, END}, END}, {{END}, 2}};
    check_graph(sketch, 4,
                "0: order 0\n"
                "1: order 1 <- 0 2 loop\n"
                "2: order 3 <- 1 3\n"
                "3: order 2 <- 1\n");
}

TEST(cfg_unreachable_blocks_do_not_count)
{
    const struct sketch sketch[] = {{{2, END}, END}, {{2, 1, END}, END}, {{END}, END}};
    check_graph(sketch, 3, "0: order 0\n1: unreachable\n2: order 1 <- 0\n");
}

TEST(cfg_parallel_edges_are_one)
{
    const struct sketch sketch[] = {{{1, 1, 1, END}, 1}, {{END}, END}};
    check_graph(sketch, 2, "0: order 0\n1: order 1 <- 0\n");
}

TEST(cfg_long_chains_need_no_stack)
{
    enum { LENGTH = 300000 };
    struct arena *arena = arena_new();
    struct function function = {.block_count = LENGTH, .blocks = arena_new_array(arena, struct block, LENGTH)};
    uint32_t *next = arena_new_array(arena, uint32_t, LENGTH);
    for (uint32_t i = 0; i < LENGTH; i++) {
        next[i] = i + 1;
        function.blocks[i].index = i;
        function.blocks[i].unwind = NO_BLOCK;
        function.blocks[i].term.succs = &next[i];
        function.blocks[i].term.succ_count = i + 1 < LENGTH;
    }
    cfg_prepare(&function, arena);
    CHECK_NUMBER(function.blocks[LENGTH - 1].order, LENGTH - 1);
    CHECK_NUMBER(function.blocks[LENGTH - 1].pred_count, 1);
    CHECK_NUMBER(function.blocks[0].pred_count, 0);
    arena_free(arena);
}
