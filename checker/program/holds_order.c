/* holds_order.c: in which order the blocks of a function are walked: reverse post-order, a loop before what follows it.
 *
 *     for (auto &name : names)         // walked: head, body, and only then what comes after the loop,
 *         rooms_[name] = shared_from_this();
 *     return;                          // so that what the body stores is known here
 *
 * Ways out of a loop lead to blocks that lie in fewer loops: depth first into those, they come later. */
#include "program/holds_walk.h"

struct ordering {
    const struct function *function;
    uint32_t *depth;         /* in how many loops a block lies */
    uint32_t *edges, *first; /* of block b: edges[first[b]] to edges[first[b + 1]] */
};

/* The loop closed by the edge from `tail` to `head`: what reaches the tail without the head. */
static void count_loop(struct ordering *o, uint32_t head, uint32_t tail)
{
    bool *seen = g_new0(bool, o->function->block_count);
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    seen[head] = seen[tail] = true;
    o->depth[head]++;
    if (tail != head)
        g_array_append_val(stack, tail);
    while (stack->len > 0) {
        const struct block *block = &o->function->blocks[g_array_index(stack, uint32_t, stack->len - 1)];
        g_array_set_size(stack, stack->len - 1);
        o->depth[block->index]++;
        for (uint32_t i = 0; i < block->pred_count; i++)
            if (!seen[block->preds[i]]) {
                seen[block->preds[i]] = true;
                g_array_append_val(stack, block->preds[i]);
            }
    }
    g_array_free(stack, TRUE);
    g_free(seen);
}

static int by_depth(gconstpointer a, gconstpointer b, gpointer data)
{
    const uint32_t *x = a, *y = b, *depth = data;
    return depth[*x] < depth[*y] ? -1 : depth[*x] > depth[*y];
}

static void list_edges(struct ordering *o)
{
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    o->first = g_new(uint32_t, o->function->block_count + 1);
    for (uint32_t b = 0; b < o->function->block_count; b++) {
        const struct block *block = &o->function->blocks[b];
        o->first[b] = edges->len;
        g_array_append_vals(edges, block->term.succs, block->term.succ_count);
        if (block->unwind != NO_BLOCK)
            g_array_append_val(edges, block->unwind);
        for (guint i = o->first[b]; block->order != NO_BLOCK && i < edges->len; i++) {
            uint32_t target = g_array_index(edges, uint32_t, i);
            if (o->function->blocks[target].order <= block->order)
                count_loop(o, target, b);
        }
    }
    o->first[o->function->block_count] = edges->len;
    o->edges = (uint32_t *)(void *)g_array_free(edges, FALSE);
    for (uint32_t b = 0; b < o->function->block_count; b++)
        g_qsort_with_data(o->edges + o->first[b], (gint)(o->first[b + 1] - o->first[b]), sizeof(uint32_t), by_depth, o->depth);
}

/* Block numbers from the last to the first of the order. */
static GArray *visit_blocks(const struct ordering *o)
{
    uint32_t count = o->function->block_count, height = 0;
    uint32_t *stack = g_new(uint32_t, count), *next = g_memdup2(o->first, sizeof(uint32_t) * count);
    bool *seen = g_new0(bool, count);
    GArray *order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    stack[height++] = 0;
    seen[0] = true;
    while (height > 0) {
        uint32_t block = stack[height - 1];
        if (next[block] == o->first[block + 1]) {
            g_array_append_val(order, block);
            height--;
            continue;
        }
        uint32_t target = o->edges[next[block]++];
        if (!seen[target]) {
            seen[target] = true;
            stack[height++] = target;
        }
    }
    g_free(stack);
    g_free(next);
    g_free(seen);
    return order;
}

uint32_t *walk_order(const struct function *function, uint32_t *rank)
{
    struct ordering o = {.function = function, .depth = g_new0(uint32_t, function->block_count)};
    list_edges(&o);
    GArray *backwards = visit_blocks(&o);
    uint32_t count = backwards->len, *order = g_new(uint32_t, count + 1);
    for (uint32_t b = 0; b < function->block_count; b++)
        rank[b] = NO_BLOCK;
    for (uint32_t i = 0; i < count; i++) {
        order[i] = g_array_index(backwards, uint32_t, count - 1 - i);
        rank[order[i]] = i;
    }
    order[count] = NO_BLOCK;
    g_array_free(backwards, TRUE);
    g_free(o.depth);
    g_free(o.edges);
    g_free(o.first);
    return order;
}
