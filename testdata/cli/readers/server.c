#include <stdlib.h>

struct conn {
    int fd;
};

static struct conn *conns[64];
static int count;

int conn_open(int fd)
{
    struct conn *c = malloc(sizeof *c);
    conns[count++] = c;
    if (fd < 0) {
        free(c);
        return -1;
    }
    return 0;
}

void conn_close(void)
{
    free(conns[--count]);
    conns[count] = NULL;
}
