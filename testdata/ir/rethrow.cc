// throw, rethrow, nested try, catch by value and reference, catch-all, a handler that returns, noexcept calls.
struct Error {
    Error(int code);
    Error(const Error &other);
    virtual ~Error();
    int code;
};
struct Guard {
    ~Guard();
};
void risky(int n);
void safe() noexcept;

int rethrow(int n)
{
    try {
        Guard g;
        risky(1);
        try {
            risky(2);
            throw Error(n);
        } catch (const Error &e) {
            if (e.code == 3)
                throw;
        }
        safe();
    } catch (Error e) {
        return e.code;
    } catch (int) {
        risky(4);
    }
    try {
        risky(5);
    } catch (...) {
        safe();
    }
    return n > 0 ? n : throw n;
}
