// Constants of static variables: handler tables, addresses of other statics, arrays of numbers are left out.
typedef int handler(int argc);
static int do_get(int argc);
static int do_set(int argc);
struct list {
    struct list *next, **last;
};
struct command {
    const char *name;
    handler *run;
    struct list *registry;
    int flags;
};
static struct list all = {0, &all.next};
static struct command commands[] = {
    {"get", do_get, &all, 1 | 4},
    {.name = "set", .run = &do_set, .registry = (void *)&all},
    {"end", 0},
};
handler *const fallback = do_get;
static const unsigned char digits[] = {1, 2, 3};
struct command *current = &commands[1];
int tentative;
extern int elsewhere;

static int do_get(int argc)
{
    return argc + elsewhere + digits[argc] + tentative;
}
static int do_set(int argc)
{
    return commands[argc].run(argc);
}
