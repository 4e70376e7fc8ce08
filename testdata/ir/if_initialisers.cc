// Variables in conditions, if and switch with initialisers, if constexpr, while with a declaration.
struct Lock {
    Lock();
    ~Lock();
};
int *next();
int pick(int n);

int if_initialisers(int n)
{
    if (int *p = next())
        return *p;
    if (Lock l; n > 3)
        n--;
    else
        n++;
    if (int k = pick(n); k == 2)
        return k;
    if (n = pick(n); n)
        return n;
    while (int *q = next())
        n += *q;
    switch (int s = pick(n); s) {
    case 1:
        return s;
    default:
        break;
    }
    if constexpr (sizeof(int) == 4)
        n = 4;
    else
        n = 8;
    return n;
}
