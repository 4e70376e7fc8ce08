// GNU statement expressions: values, scopes, jumps out of them.
int f(int n);

int statements(int n)
{
    int a = ({
        int y = f(n);
        y + 1;
    });
    f(({ f(1); f(2); }));
    for (;;)
        if (({
                if (a > 9)
                    break;
                a++;
            }))
            return a;
    ({ f(3); });
    return ({ n; });
}
