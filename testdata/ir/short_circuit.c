// && and || as control flow and as values, negated and nested.
int ready(int n);

int values(int a, int b)
{
    int both = a && ready(b);
    int neither = !(a || b);
    return both || (neither && !ready(a));
}

void flow(int a, int b, int c)
{
    if ((a && b) || !c)
        ready(1);
    while (a-- && ready(a))
        ;
}
