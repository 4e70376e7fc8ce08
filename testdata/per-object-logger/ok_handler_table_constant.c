/* Handlers in a table fetch their categories by constant names. */
#include <log4c.h>
#include <unistd.h>

struct command {
    const char *name;
    void (*run)(int fd);
};

static void run_get(int fd)
{
    log4c_category_log(log4c_category_get("command.get"), LOG4C_PRIORITY_INFO, "%d", fd);
}

static void run_put(int fd)
{
    log4c_category_log(log4c_category_get("command.put"), LOG4C_PRIORITY_INFO, "%d", fd);
}

static const struct command commands[] = {{"get", run_get}, {"put", run_put}};

int main(void)
{
    char c;

    while (read(0, &c, 1) == 1)
        commands[c & 1].run(1);
    return 0;
}
