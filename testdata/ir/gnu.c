// GNU C: statement expressions, __attribute__((cleanup)), typeof, the conditional with an omitted middle.
#include <stdlib.h>

static void release(char **text)
{
    free(*text);
}

#define larger(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })

int length(int want, int have)
{
    __attribute__((cleanup(release))) char *buffer = malloc(16);
    int n = larger(want, have);

    if (!buffer)
        return -1;
    return n ?: 16;
}
