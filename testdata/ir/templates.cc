// Templates are lowered once, generically; dependent calls are matched by receiver type and member name.
#include <vector>

template <class T> class Registry {
public:
    void add(T *item) { items_.push_back(item); }
    template <class P> T *find(P predicate)
    {
        for (T *item : items_)
            if (predicate(*item))
                return item;
        return nullptr;
    }
    static Registry &instance()
    {
        static Registry registry;
        return registry;
    }

private:
    std::vector<T *> items_;
};

struct Widget {
    int id;
};

Widget *use(Widget *w, int id)
{
    Registry<Widget>::instance().add(w);
    return Registry<Widget>::instance().find([id](const Widget &x) { return x.id == id; });
}
