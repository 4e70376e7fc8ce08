// When the pane is gone, its blocks are taken out of its queue and freed one by one.
#include <stdlib.h>
#include <sys/queue.h>

struct block {
    size_t size;
    TAILQ_ENTRY(block) entry;
    TAILQ_ENTRY(block) all_entry;
};

struct pane {
    int is_gone;
    size_t sent;
    TAILQ_HEAD(, block) blocks;
};

static TAILQ_HEAD(, block) all_blocks = TAILQ_HEAD_INITIALIZER(all_blocks);

void block_queue(struct pane *p, size_t size)
{
    struct block *b = calloc(1, sizeof *b);

    if (!b)
        return;
    b->size = size;
    TAILQ_INSERT_TAIL(&p->blocks, b, entry);
    TAILQ_INSERT_TAIL(&all_blocks, b, all_entry);
}

static void block_free(struct block *b)
{
    TAILQ_REMOVE(&all_blocks, b, all_entry);
    free(b);
}

void pane_write(struct pane *p)
{
    struct block *b, *next;

    if (p->is_gone) {
        TAILQ_FOREACH_SAFE(b, &p->blocks, entry, next) {
            TAILQ_REMOVE(&p->blocks, b, entry);
            block_free(b);
        }
        return;
    }
    while ((b = TAILQ_FIRST(&p->blocks)) != NULL) {
        p->sent += b->size;
        TAILQ_REMOVE(&p->blocks, b, entry);
        block_free(b);
    }
}
