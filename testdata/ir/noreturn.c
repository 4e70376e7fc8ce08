// Calls that do not come back: exit, abort, an attribute, __builtin_unreachable.
#include <stdlib.h>

__attribute__((noreturn)) static void die(int status)
{
    exit(status);
}

int check(int value)
{
    if (value < 0)
        die(2);
    if (value == 0)
        abort();
    if (value > 100)
        __builtin_unreachable();
    return value;
}
