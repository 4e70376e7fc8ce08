// A block counts the bytes that are left of it, not who refers to it: its end must take it out of the list of all blocks.
#include <stdlib.h>
#include <sys/queue.h>

struct block {
    TAILQ_ENTRY(block) all_entry;
    size_t left;
};

struct output {
    TAILQ_HEAD(, block) all;
};

struct block *block_new(struct output *output, size_t size)
{
    struct block *block = calloc(1, sizeof(*block));
    if (block == NULL)
        return NULL;
    block->left = size;
    TAILQ_INSERT_TAIL(&output->all, block, all_entry); // expect: unremoved-registration[owner-end] "output.all"
    return block;
}

static void block_free(struct block *block)
{
    free(block);
}

void block_written(struct block *block, size_t size)
{
    block->left -= size;
    if (block->left == 0)
        block_free(block);
}
