// va_arg, inline assembly, _Generic, sizeof, offsetof, strings, floats, comma, K&R definitions, builtins.
#include <stdarg.h>
#include <stddef.h>
struct s {
    int a, b;
};

int oddities(int n, ...)
{
    va_list ap;
    va_start(ap, n);
    int got = va_arg(ap, int);
    va_end(ap);
    __asm__ volatile("nop" : "=r"(got) : "r"(n));
    got = _Generic(n, char *: 1, int: 2, default: 3);
    got = (int)(sizeof(struct s) + offsetof(struct s, b));
    const char *text = "a\tb"
                       "c";
    double d = 1.5;
    got = (n++, text[0] == L'x');
    if (got == 7)
        __builtin_unreachable();
    return got + (int)d;
}

int old_style(p, n)
struct s *p;
int n;
{
    return p[n].a;
}
