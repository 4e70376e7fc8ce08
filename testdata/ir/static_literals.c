// Compound literals at file scope are variables without a name.
struct option {
    const char *name;
    const int *values;
};
static int add(const char *arg);
static struct option *options[] = {&(struct option){"a", (int[]){1, 2}}, &(struct option){.name = "b"}};
struct {
    int (*run)(const char *arg);
    struct option *first;
} runner = {add, &(struct option){"c"}};

static int add(const char *arg)
{
    return options[0]->name == arg;
}
