// Templates are lowered once: members of dependent types by receiver and name, dependent calls, constructions, packs.
template <class T> struct List {
    void push(T *t);
    T *front();
    T *head;
};
template <class T, class D> class Owner
{
  public:
    explicit Owner(T *t) : item_(t)
    {
        list_.push(t);
    }
    ~Owner()
    {
        D()(item_);
        for (auto *t : *list_.front())
            delete t;
    }
    template <class... A> T *make(A... args)
    {
        T *t = new T(args...);
        this->list_.push(t);
        t->init(item_->size);
        notify(t);
        return list_.front()->next;
    }
    void notify(T *t);

  private:
    List<T> list_;
    T *item_;
};
struct Conn {
    Conn *next;
    int size;
    void init(int n);
    Conn *begin();
    Conn *end();
};
struct Free {
    void operator()(Conn *c);
};
template <> struct List<int> {
    void push(int *t)
    {
        head = t;
    }
    int *head;
};
template <class T> T biggest(T a, T b)
{
    return a < b ? b : a;
}

template <class T, class... A> T *make(A... args);
template <class T> T *make(T *like);
template <class T> void nested(T *t)
{
    auto list = make<List<T>>(t); // its argument is not one of the call's
    list->push(t);
}

int dependent(Owner<Conn, Free> &o, List<int> &l, int n)
{
    o.make(n, 2)->init(biggest(n, 3));
    l.push(&n);
    return biggest<long>(n, 4) > 2;
}
