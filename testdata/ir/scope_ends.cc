// Scope ends on every way out: break, continue, goto, return, exceptions; innermost first.
struct Lock {
    explicit Lock(int &m);
    ~Lock();
};
int step(int n);
void quiet() noexcept;

int scope_ends(int n, int &m)
{
    Lock outer(m);
    while (n > 0) {
        Lock inner(m);
        if (step(1))
            continue;
        if (step(2))
            break;
        if (step(3))
            goto out;
        if (step(4))
            return step(5);
        quiet();
    }
    {
        Lock again(m);
    }
    quiet();
out:
    switch (n) {
    case 1: {
        Lock in_case(m);
        return 1;
    }
    }
    return 0;
}
