// An evaluation frame on the stack is pushed on a list and popped on both returns.
#include <stddef.h>

struct value {
    int kind;
    long number;
    struct value *left, *right;
};

struct frame {
    struct value *roots[2];
    struct frame *up;
};

static struct frame *frames;

long evaluate(struct value *v)
{
    struct frame f = {{v, NULL}, frames};
    long sum;

    frames = &f;
    if (v->kind == 0) {
        frames = f.up;
        return v->number;
    }
    sum = evaluate(v->left) + evaluate(v->right);
    frames = f.up;
    return sum;
}

int is_rooted(const struct value *v)
{
    for (struct frame *f = frames; f; f = f->up)
        if (f->roots[0] == v || f->roots[1] == v)
            return 1;
    return 0;
}
