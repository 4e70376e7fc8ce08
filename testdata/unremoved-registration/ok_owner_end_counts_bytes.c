// A block counts who refers to it: the list may hold one of the references, and let go of it first.
#include <stdlib.h>
#include <sys/queue.h>

struct block {
    TAILQ_ENTRY(block) all_entry;
    size_t left;
};

struct output {
    TAILQ_HEAD(, block) all;
};

struct block *block_new(struct output *output)
{
    struct block *block = calloc(1, sizeof(*block));
    if (block == NULL)
        return NULL;
    block->left = 2;
    TAILQ_INSERT_TAIL(&output->all, block, all_entry);
    return block;
}

static void block_free(struct block *block)
{
    free(block);
}

void block_written(struct block *block)
{
    block->left--;
    if (block->left == 0)
        block_free(block);
}
