// Names: namespaces, inline ones (stripped), anonymous ones, nested classes, operators, local classes, extern "C".
namespace lib
{
inline namespace abi_2
{
struct Outer {
    struct Inner {
        void run()
        {
            helper();
        }
        void helper();
    };
    bool operator<(const Outer &o) const
    {
        return n < o.n;
    }
    int n;
};
}
namespace
{
void hidden()
{
}
}
void open(Outer::Inner &i)
{
    i.run();
    hidden();
}
}
extern "C" int c_function(int n);
extern "C" {
int c_defined(int n)
{
    return c_function(n);
}
}

bool use(lib::Outer &a, lib::Outer &b)
{
    struct Local {
        int twice(int n)
        {
            return c_defined(n) * 2;
        }
    };
    Local l;
    l.twice(3);
    using namespace lib;
    return a < b;
}
