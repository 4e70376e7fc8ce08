// The rest of a variadic macro's arguments are arguments one by one, also where a wrapper passes them on.
struct hook {
    int used;
};

struct core {
    int (*add)(struct hook *hook, int flags, void *data);
};

#define METHOD(c, method, ...) ((c)->method(__VA_ARGS__))
#define ADD_LISTENER(c, ...) METHOD(c, add, __VA_ARGS__)

int listen_to(struct core *core, struct hook *hook, int *data)
{
    return ADD_LISTENER(core, hook, (1, 2), &data[0]);
}
