// An evaluation frame on the stack is pushed on a list; the early return for constants does not pop it.
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

    frames = &f; // expect: unremoved-registration "frames"
    if (v->kind == 0) {
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
