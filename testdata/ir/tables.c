// Static variables: designated initialisers, tables of functions, addresses of other statics, static locals.
#include <stddef.h>

struct command {
    const char *name;
    int (*run)(int argument);
    int arity;
};

static int get(int argument)
{
    static int calls = 3;
    return argument + calls++;
}

static int set(int argument)
{
    return -argument;
}

static const struct command commands[] = {
    {"get", get, 1},
    {.run = set, .name = "set", .arity = 2},
    {NULL},
};

static const struct command *first = &commands[0];
int (*hook)(int) = set;

int call(int i, int argument)
{
    return i ? commands[i].run(argument) : first->run(hook(argument));
}
