// std::move and std::forward: moves into variables, members, parameters; library and user-written move operations.
namespace std
{
template <class T> T &&move(T &t) noexcept;
template <class T> T &&forward(T &t) noexcept;
}
struct Token {
    Token();
    Token(Token &&) = default;
    Token &operator=(Token &&) = default;
    int *p;
};
struct Counted {
    Counted(Counted &&other);
    Counted &operator=(Counted &&other);
};
void sink(Token t);
void pass(Token &&t);
Token source();

struct Holder {
    Holder(Token t, Counted c) : token(std::move(t)), counted(std::move(c))
    {
    }
    Token token;
    Counted counted;
};

Token moves(Token a, Counted c, int *raw)
{
    Token b = std::move(a);
    a = source();
    b = std::move(a);
    sink(std::move(b));
    pass(std::move(a));
    Counted d(std::move(c));
    d = std::move(c);
    int *same = std::move(raw);
    pass(source());
    return b;
}
template <class T> void wrap(T &&t)
{
    pass(std::forward<T>(t));
}
