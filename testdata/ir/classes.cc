// Constructors with initialisers and default member initialisers, bases, destructors, virtual and static members.
class Base {
public:
    explicit Base(int id) : id_(id) {}
    virtual ~Base() { count_--; }
    virtual int run(int x) { return x + id_; }
    static int count() { return count_; }

protected:
    int id_;
    static int count_;
};

int Base::count_ = 0;

struct Part {
    Part() {}
    ~Part() {}
    int size = 3;
};

class Derived : public Base {
public:
    Derived(int id, int *out) : Base(id), out_(out) { count_++; }
    ~Derived() override { *out_ = 0; }
    int run(int x) override { return Base::run(x) + part_.size; }

private:
    int *out_;
    Part part_;
    int limit_ = 10;
};

int use(Base *base, int *out)
{
    Derived local(1, out);
    int result = base->run(2) + local.run(3);
    delete base;
    return result;
}
