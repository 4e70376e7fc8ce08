// Coroutines: co_await, co_yield and co_return are calls; what the compiler makes of them is left out.
namespace std
{
template <class T, class... A> struct coroutine_traits {
    using promise_type = typename T::promise_type;
};
template <class P = void> struct coroutine_handle {
    static coroutine_handle from_address(void *p) noexcept;
    operator coroutine_handle<>() const noexcept;
};
template <> struct coroutine_handle<void> {
    static coroutine_handle from_address(void *p) noexcept;
};
}
struct Ready {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    int await_resume() noexcept;
};
struct Task {
    struct promise_type {
        Task get_return_object();
        Ready initial_suspend() noexcept;
        Ready final_suspend() noexcept;
        Ready yield_value(int n);
        void return_value(int n);
        void unhandled_exception();
    };
};
struct Lock {
    Lock();
    ~Lock();
};
Ready read(int fd);

Task serve(int fd)
{
    Lock lock;
    int got = co_await read(fd);
    if (got < 0)
        co_return -1;
    co_yield got;
    co_await read(got);
    co_return got + 1;
}
