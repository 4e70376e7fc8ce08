// The insertion gives the entry that is in the tree: ours, or the one that was there before; ours is freed only then.
#include <stdlib.h>

struct eb_node {
    struct eb_node *left, *right;
};

struct ebpt_node {
    struct eb_node node;
    const char *key;
};

struct eb_root {
    struct eb_node *b[2];
};

struct ebpt_node *ebis_insert(struct eb_root *root, struct ebpt_node *node);
void ebis_delete(struct ebpt_node *node);

struct word {
    struct ebpt_node value;
    int uses;
};

static struct eb_root words;

struct word *word_get(const char *text)
{
    struct word *w = calloc(1, sizeof *w);

    if (!w)
        return NULL;
    w->value.key = text;
    if (ebis_insert(&words, &w->value) != &w->value) {
        free(w);
        return NULL;
    }
    w->uses = 1;
    return w;
}

void word_drop(struct word *w)
{
    if (--w->uses > 0)
        return;
    ebis_delete(&w->value);
    free(w);
}
