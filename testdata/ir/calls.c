// Calls: direct, through pointers, parenthesised, variadic, nested, of functions that never return, results unused.
#include <stdlib.h>
void logf_(const char *format, ...);
_Noreturn void die(const char *why);
int f(int n);
static void local(void (*callback)(int), int n)
{
    callback(n);
    (*callback)(n + 1);
}
void g(int n);

int calls(int n, int (*table[2])(int))
{
    f(f(n));
    (f)(1);
    (&f)(2);
    logf_("%d %s", n, "x");
    local(g, 3);
    n = table[1](n);
    if (n == 4)
        die("four");
    if (n == 5)
        exit(1);
    return f(n);
}
