// A frame on the stack stays in the builder when a value does not fit; the caller drops it with its own, which is older.
#include <stddef.h>

struct frame {
    struct frame *parent;
    int kind;
};

struct builder {
    struct frame *frame;
    int size;
};

int value_put(struct builder *builder, int value);

static void push(struct builder *builder, struct frame *frame, int kind)
{
    frame->kind = kind;
    frame->parent = builder->frame;
    builder->frame = frame;
}

static void pop(struct builder *builder, struct frame *frame)
{
    builder->frame = frame->parent;
}

static int property_put(struct builder *builder, int value)
{
    struct frame frame;
    push(builder, &frame, 1);
    if (value_put(builder, value) < 0)
        return -1;
    pop(builder, &frame);
    return 0;
}

int object_put(struct builder *builder, const int *values, int count)
{
    struct frame frame;
    int res = 0;
    push(builder, &frame, 2);
    for (int i = 0; i < count && res == 0; i++)
        res = property_put(builder, values[i]);
    pop(builder, &frame);
    return res;
}
