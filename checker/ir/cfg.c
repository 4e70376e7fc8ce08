/* cfg.c: predecessors, reverse post-order and loop heads.
 *
 * Depth-first from the entry, successors in their order, then the unwind edge, with a stack of our own: a generated function may
 * have 100,000 blocks in a row. An edge that does not go forward in reverse post-order closes a loop; in reducible graphs (all
 * but a few with gotos into loops) those are exactly the back edges. */
#include "ir/ir.h"

static uint32_t edge_count(const struct block *block)
{
    return block->term.succ_count + (block->unwind != NO_BLOCK ? 1 : 0);
}

static uint32_t edge_target(const struct block *block, uint32_t edge)
{
    return edge < block->term.succ_count ? block->term.succs[edge] : block->unwind;
}

struct visit {
    uint32_t block, next_edge;
};

static void number_blocks(struct function *function)
{
    uint32_t count = function->block_count, depth = 0, next = count, unreached = 0;
    bool *seen = g_new0(bool, count);
    struct visit *stack = g_new(struct visit, count);
    stack[depth++] = (struct visit){.block = 0};
    seen[0] = true;
    while (depth > 0) {
        struct visit *top = &stack[depth - 1];
        struct block *block = &function->blocks[top->block];
        if (top->next_edge == edge_count(block)) {
            block->order = --next;
            depth--;
            continue;
        }
        uint32_t target = edge_target(block, top->next_edge++);
        if (!seen[target]) {
            seen[target] = true;
            stack[depth++] = (struct visit){.block = target};
        }
    }
    /* Numbers were given from the end; unreachable blocks left a gap at the beginning. */
    unreached = next;
    for (uint32_t i = 0; i < count; i++)
        function->blocks[i].order = seen[i] ? function->blocks[i].order - unreached : NO_BLOCK;
    g_free(stack);
    g_free(seen);
}

/* Each predecessor once, in the order of block numbers; those that are unreachable do not count. */
static void link_preds(struct function *function, struct arena *arena, bool store)
{
    uint32_t count = function->block_count;
    uint32_t *last = g_new(uint32_t, count); /* the predecessor that a block got last */
    for (uint32_t i = 0; i < count; i++) {
        struct block *block = &function->blocks[i];
        last[i] = NO_BLOCK;
        if (store)
            block->preds = arena_new_array(arena, uint32_t, block->pred_count);
        block->pred_count = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct block *block = &function->blocks[i];
        if (block->order == NO_BLOCK)
            continue;
        for (uint32_t edge = 0; edge < edge_count(block); edge++) {
            struct block *target = &function->blocks[edge_target(block, edge)];
            if (last[target->index] == i)
                continue;
            last[target->index] = i;
            if (store)
                target->preds[target->pred_count] = i;
            target->pred_count++;
            target->is_loop_head = target->is_loop_head || block->order >= target->order;
        }
    }
    g_free(last);
}

void cfg_prepare(struct function *function, struct arena *arena)
{
    if (function->block_count == 0)
        return;
    for (uint32_t i = 0; i < function->block_count; i++)
        function->blocks[i].is_loop_head = false;
    number_blocks(function);
    link_preds(function, arena, false);
    link_preds(function, arena, true);
}
