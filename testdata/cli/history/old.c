#include <stdlib.h>

struct old {
    int fd;
};

static struct old *olds[64];
static int count;

int old_open(int fd)
{
    struct old *o = malloc(sizeof *o);
    olds[count++] = o;
    if (fd < 0) {
        free(o);
        return -1;
    }
    return 0;
}

void old_close(void)
{
    free(olds[--count]);
    olds[count] = NULL;
}
