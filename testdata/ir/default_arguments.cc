// Default arguments are left out; conversions by constructors and operators are calls; casts are looked through.
struct Text {
    Text(const char *s, int n = 3);
    operator bool() const;
    explicit operator int() const;
    ~Text();
};
struct Base {
    virtual ~Base();
};
struct Derived : Base {
    int n;
};
void f(int a, int b = 2, Text t = "x");

int default_arguments(Base *b, void *p, const Text &t)
{
    f(1);
    f(1, 5);
    if (t)
        f(static_cast<int>(t));
    Derived *d = dynamic_cast<Derived *>(b);
    Derived *s = static_cast<Derived *>(b);
    Base *up = s;
    Text *q = reinterpret_cast<Text *>(p);
    int n = int(1.5) + (int)'c';
    return d ? d->n : n;
}
