// Every form of capture: by copy, by reference, defaults, this, *this, initialised, moved, nested.
struct Text {
    Text(const Text &other);
    Text(Text &&other) noexcept;
    ~Text();
    int size() const;
};
namespace std
{
template <class T> T &&move(T &t);
}
struct Session {
    int fd;
    void stop();
    void start(Text name, int n, Session &other)
    {
        auto copies = [fd = fd, name, n] { return fd + name.size() + n; };
        auto refs = [&name, &other] { other.fd = name.size(); };
        auto all_refs = [&] { n += fd; };
        auto all_copies = [=] { return n + fd; };
        auto self = [this] { stop(); };
        auto object = [*this]() mutable { stop(); };
        auto moved = [text = std::move(name), &alias = n] { alias = text.size(); };
        auto nested = [&] { return [=] { return n + fd; }(); };
        auto generic = [](auto x, int y) { return x.run(y); };
        auto none = [] { return 1; };
        none();
        generic(other, copies());
    }
    void run(int n);
};
