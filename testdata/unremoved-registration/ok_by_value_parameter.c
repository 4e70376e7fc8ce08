// A tree walk keeps its frames on the stack; their head is a parameter passed by value, which dies with the function.
#include <stdio.h>

struct frame {
    const char *name;
    const struct frame *up;
};

struct at {
    const struct frame *frames;
    int depth;
};

struct node {
    const char *name;
    const struct node *first, *next;
    int is_mount;
};

static void print_path(struct at at)
{
    for (const struct frame *frame = at.frames; frame; frame = frame->up)
        printf("%s<", frame->name);
    printf(" (%d deep)\n", at.depth);
}

static void walk(const struct node *node, struct at at)
{
    struct frame frame = {.name = node->name, .up = at.frames};

    at.frames = &frame;
    at.depth++;
    if (!node->first)
        print_path(at);
    for (const struct node *child = node->first; child; child = child->next)
        walk(child, at);
}

static void walk_mount(const struct node *node, struct at at)
{
    at.frames = NULL;
    walk(node, at);
}

void print_tree(const struct node *root)
{
    struct at start = {0};

    for (const struct node *node = root; node; node = node->next)
        if (node->is_mount)
            walk_mount(node, start);
        else
            walk(node, start);
}
