// Members end in reverse order, then bases; on early returns too; implicit destructors exist when a member needs one.
struct Handle {
    ~Handle();
};
struct Base {
    virtual ~Base();
};
struct Conn : Base {
    ~Conn() override
    {
        if (closed)
            return;
        close();
    }
    void close();
    bool closed;
    Handle first, second;
};
struct Pool : Base {
    Conn *extra;
    Conn spare[2];
};
struct Defaulted {
    ~Defaulted() = default;
    Handle h;
};
struct Trivial {
    int n;
};

void free_all(Base *b, Pool *p, Trivial *t, Defaulted *d, Conn *many)
{
    delete b;
    delete p;
    delete t;
    delete d;
    delete[] many;
}
