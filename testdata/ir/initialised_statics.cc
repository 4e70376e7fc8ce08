// Static variables: members, namespaces, thread-local, initialised by code, inline, templates', anonymous namespace.
struct Registry {
    Registry(int n);
    ~Registry();
    static Registry &instance()
    {
        static Registry the_one(7);
        return the_one;
    }
    static Registry *current;
    static inline int used = 0;
};
int compute();
Registry *Registry::current = &Registry::instance();
namespace
{
Registry hidden(1);
int from_call = compute();
}
namespace outer
{
inline namespace v1
{
thread_local int depth = 3;
const char *const names[] = {"a", "b"};
}
}
template <class T> struct Holder {
    static T value;
};
template <class T> T Holder<T>::value = T();

int statics()
{
    static const int once = compute();
    return once + outer::depth + from_call + Registry::used + Holder<int>::value;
}
