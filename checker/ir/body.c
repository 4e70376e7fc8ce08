/* body.c: one function's blocks while they are written, and how they are tidied when it is finished. */
#include "ir/build.h"

struct body_block {
    GArray *instrs; /* struct instr */
    struct terminator term;
    bool closed;
    uint32_t unwind;
    bool unwind_fixed; /* a call in it may use `unwind` */
    uint32_t preds;    /* while finishing */
    bool reached, is_numbered;
    uint32_t number; /* final position */
};

static struct body_block *block_at(const struct body *body, uint32_t index)
{
    return body->blocks->pdata[index];
}

static void block_free(gpointer data)
{
    struct body_block *block = data;
    g_array_free(block->instrs, TRUE);
    g_free(block);
}

struct body *body_new(struct builder *builder, struct function *function)
{
    struct body *body = g_new0(struct body, 1);
    body->builder = builder;
    body->arena = builder->module->arena;
    body->function = function;
    body->blocks = g_ptr_array_new_with_free_func(block_free);
    body->locals = g_array_new(FALSE, TRUE, sizeof(struct local));
    body->current = body_block(body);
    return body;
}

void body_discard(struct body *body)
{
    g_ptr_array_free(body->blocks, TRUE);
    g_array_free(body->locals, TRUE);
    g_free(body);
}

uint32_t body_block(struct body *body)
{
    struct body_block *block = g_new0(struct body_block, 1);
    block->instrs = g_array_new(FALSE, TRUE, sizeof(struct instr));
    block->unwind = NO_BLOCK;
    g_ptr_array_add(body->blocks, block);
    return body->blocks->len - 1;
}

void body_enter(struct body *body, uint32_t block)
{
    body->current = block;
}

bool body_is_open(const struct body *body)
{
    return !block_at(body, body->current)->closed;
}

uint32_t body_local(struct body *body, const char *name, struct type *type, struct loc loc)
{
    struct local local = {.name = name, .type = type, .loc = loc};
    g_array_append_val(body->locals, local);
    return body->locals->len - 1;
}

static struct body_block *open_block(struct body *body)
{
    if (!body_is_open(body))
        body->current = body_block(body);
    return block_at(body, body->current);
}

struct instr *body_append(struct body *body, enum op op, struct loc loc)
{
    struct body_block *block = open_block(body);
    struct instr instr = {.op = op, .loc = loc};
    g_array_append_val(block->instrs, instr);
    return &g_array_index(block->instrs, struct instr, block->instrs->len - 1);
}

uint64_t body_mark(const struct body *body)
{
    const struct body_block *block = block_at(body, body->current);
    return ((uint64_t)body->blocks->len << 32) + block->instrs->len + (block->closed ? 1u << 31 : 0);
}

bool body_is_untouched(const struct body *body)
{
    return body->blocks->len == 1 && block_at(body, 0)->instrs->len == 0 && !block_at(body, 0)->closed;
}

void body_set_unwind(struct body *body, uint32_t unwind)
{
    struct body_block *block = open_block(body);
    if (block->unwind_fixed && block->unwind != unwind) {
        uint32_t next = body_block(body);
        body_goto(body, next, (struct loc){0});
        body_enter(body, next);
        block = block_at(body, next);
    }
    block->unwind = unwind;
    block->unwind_fixed = true;
}

void body_terminate(struct body *body, enum terminator_kind kind, const uint32_t *succs, uint32_t count, struct loc loc)
{
    struct body_block *block = open_block(body);
    block->closed = true;
    block->term = (struct terminator){.kind = kind, .loc = loc, .succ_count = count};
    if (count > 0)
        block->term.succs = arena_copy(body->arena, succs, sizeof *succs * count);
}

void body_goto(struct body *body, uint32_t target, struct loc loc)
{
    body_terminate(body, TERM_GOTO, &target, 1, loc);
}

void body_branch(struct body *body, struct condition condition, uint32_t on_true, uint32_t on_false, struct loc loc)
{
    const uint32_t succs[] = {on_true, on_false};
    body_terminate(body, TERM_BRANCH, succs, 2, loc);
    body_terminator(body, body->current)->condition = condition;
}

struct terminator *body_terminator(struct body *body, uint32_t block)
{
    return &block_at(body, block)->term;
}

void body_set_succs(struct body *body, uint32_t block, const uint32_t *succs, uint32_t count)
{
    struct terminator *term = body_terminator(body, block);
    term->succ_count = count;
    term->succs = count > 0 ? arena_copy(body->arena, succs, sizeof *succs * count) : NULL;
}

/* --- finishing -------------------------------------------------------------------------------------------------------- */

/* Where a jump to `index` really goes: past empty blocks that only jump on. */
static uint32_t thread_target(const struct body *body, uint32_t index)
{
    for (guint hops = 0; hops < body->blocks->len; hops++) {
        const struct body_block *block = block_at(body, index);
        if (block->instrs->len > 0 || block->term.kind != TERM_GOTO || block->term.succs[0] == index)
            break;
        index = block->term.succs[0];
    }
    return index;
}

static void thread_jumps(struct body *body)
{
    for (guint i = 0; i < body->blocks->len; i++) {
        struct body_block *block = block_at(body, i);
        for (uint32_t s = 0; s < block->term.succ_count; s++)
            block->term.succs[s] = thread_target(body, block->term.succs[s]);
        if (block->unwind != NO_BLOCK)
            block->unwind = thread_target(body, block->unwind);
    }
}

static void reach(struct body *body)
{
    GArray *work = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t entry = 0;
    block_at(body, 0)->reached = true;
    g_array_append_val(work, entry);
    while (work->len > 0) {
        struct body_block *block = block_at(body, g_array_index(work, uint32_t, work->len - 1));
        g_array_set_size(work, work->len - 1);
        if (!block->unwind_fixed && block->term.kind != TERM_THROW)
            block->unwind = NO_BLOCK;
        for (uint32_t s = 0; s <= block->term.succ_count; s++) {
            uint32_t next = s < block->term.succ_count ? block->term.succs[s] : block->unwind;
            if (next == NO_BLOCK)
                continue;
            block_at(body, next)->preds++;
            if (block_at(body, next)->reached)
                continue;
            block_at(body, next)->reached = true;
            g_array_append_val(work, next);
        }
    }
    g_array_free(work, TRUE);
}

static bool can_join(const struct body *body, const struct body_block *block, uint32_t next)
{
    const struct body_block *after = block_at(body, next);
    if (next == 0 || after == block || after->preds != 1 || !after->reached)
        return false;
    bool after_uses = after->unwind_fixed || after->term.kind == TERM_THROW;
    return block->unwind == after->unwind || !after_uses || !block->unwind_fixed;
}

/* Joins a block with its only successor when it is that one's only predecessor. */
static void join_lines(struct body *body)
{
    for (guint i = 0; i < body->blocks->len; i++) {
        struct body_block *block = block_at(body, i);
        while (block->reached && block->term.kind == TERM_GOTO && can_join(body, block, block->term.succs[0])) {
            struct body_block *after = block_at(body, block->term.succs[0]);
            g_array_append_vals(block->instrs, after->instrs->data, after->instrs->len);
            if (after->unwind_fixed || after->term.kind == TERM_THROW) {
                block->unwind = after->unwind;
                block->unwind_fixed = true;
            }
            block->term = after->term;
            after->reached = false;
        }
    }
}

/* Reverse post-order, first successors first: reads like the source, and suits forward analyses. */
static void number_blocks(struct body *body)
{
    GArray *path = g_array_new(FALSE, FALSE, sizeof(uint32_t) * 2); /* block, how many of its edges are done */
    GArray *done = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t entry[] = {0, 0};
    block_at(body, 0)->is_numbered = true;
    g_array_append_vals(path, entry, 1);
    while (path->len > 0) {
        uint32_t *top = (uint32_t *)(void *)(path->data + (path->len - 1) * sizeof(uint32_t) * 2);
        const struct body_block *block = block_at(body, top[0]);
        uint32_t edges = block->term.succ_count + 1, edge = top[1]++;
        if (edge >= edges) {
            g_array_append_val(done, top[0]);
            g_array_set_size(path, path->len - 1);
            continue;
        }
        uint32_t next = edge == 0 ? block->unwind : block->term.succs[edges - 1 - edge];
        if (next == NO_BLOCK || block_at(body, next)->is_numbered)
            continue;
        block_at(body, next)->is_numbered = true;
        uint32_t step[] = {next, 0};
        g_array_append_vals(path, step, 1);
    }
    for (guint i = done->len; i > 0; i--)
        block_at(body, g_array_index(done, uint32_t, i - 1))->number = body->function->block_count++;
    g_array_free(path, TRUE);
    g_array_free(done, TRUE);
}

static void write_block(const struct body *body, const struct body_block *from, struct block *to)
{
    to->index = from->number;
    to->instr_count = from->instrs->len;
    if (from->instrs->len > 0)
        to->instrs = arena_copy(body->arena, from->instrs->data, sizeof(struct instr) * from->instrs->len);
    to->term = from->term;
    for (uint32_t s = 0; s < to->term.succ_count; s++)
        to->term.succs[s] = block_at(body, to->term.succs[s])->number;
    to->unwind = from->unwind == NO_BLOCK ? NO_BLOCK : block_at(body, from->unwind)->number;
    to->order = NO_BLOCK;
}

void body_finish(struct body *body)
{
    struct function *function = body->function;
    for (guint i = 0; i < body->blocks->len; i++) {
        if (block_at(body, i)->closed)
            continue;
        body_enter(body, i);
        body_terminate(body, TERM_RETURN, NULL, 0, function->end);
    }
    thread_jumps(body);
    reach(body);
    join_lines(body);
    number_blocks(body);
    function->blocks = arena_new_array(body->arena, struct block, function->block_count);
    for (guint i = 0; i < body->blocks->len; i++)
        if (block_at(body, i)->reached)
            write_block(body, block_at(body, i), &function->blocks[block_at(body, i)->number]);
    function->local_count = body->locals->len;
    if (body->locals->len > 0)
        function->locals = arena_copy(body->arena, body->locals->data, sizeof(struct local) * body->locals->len);
    body_discard(body);
}
