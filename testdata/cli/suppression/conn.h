#include <stdlib.h>

struct conn {
    int fd;
    struct conn *next;
};

int greet(int fd);
