// while, do, for with parts missing, break and continue.
int more(void);

void loops(int n)
{
    while (n > 0) {
        if (more())
            continue;
        n--;
    }
    do {
        if (n == 7)
            break;
    } while (more());
    for (int i = 0; i < n; i++)
        more();
    for (;;) {
        if (!more())
            break;
    }
    for (; n;)
        n /= 2;
    for (n = 3;; n++)
        if (more())
            return;
}

/* in a macro all parts stand at one place */
#define ONCE(i, n) for (int i = (n); !!i;)
#define DOWN(i) for (; *i; --*i)

void macro_loops(int n, int *left)
{
    ONCE (i, n)
        more();
    DOWN (left)
        more();
    more();
}
