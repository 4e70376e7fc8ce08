// Ends of scopes: in reverse order, before return and break, of temporaries at the end of the full expression.
struct Guard {
    explicit Guard(int id) : id(id) {}
    ~Guard() {}
    int id;
};

int value(const Guard &g)
{
    return g.id;
}

int scopes(int n)
{
    Guard outer(1);
    for (int i = 0; i < n; i++) {
        Guard inner(i);
        if (i == 3)
            break;
        if (i == 4)
            return value(Guard(5));
    }
    int temp = value(Guard(6)) + value(Guard(7));
    const Guard &extended = Guard(8);
    return temp + extended.id;
}
