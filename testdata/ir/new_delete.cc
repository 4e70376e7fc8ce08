// new of objects, arrays, scalars, in place; delete; a constructor that throws leaves the variable unset.
typedef decltype(sizeof 0) size_t;
void *operator new(size_t, void *where) noexcept;
struct Conn {
    Conn(int fd);
    ~Conn();
};
struct Pod {
    int a, b;
};
void *raw(int n);

void new_delete(int n)
{
    Conn *c = new Conn(n);
    Conn *placed = new (raw(8)) Conn(2);
    Pod *p = new Pod{1, n};
    int *number = new int(5);
    char *text = new char[n + 1];
    Pod *zero = new Pod();
    c->~Conn();
    placed->~Conn();
    delete c;
    delete p;
    delete number;
    delete[] text;
    delete zero;
    new Conn(3);
}
