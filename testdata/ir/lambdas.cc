// Lambdas with every form of capture: copy, reference, default copy, default reference, this, init, *this.
#include <functional>
#include <memory>

struct Server : std::enable_shared_from_this<Server> {
    std::function<void()> on_close;
    int port = 0;

    void wire(int a, int b)
    {
        auto copy = [a] { return a; };
        auto reference = [&b] { b++; };
        auto all = [=] { return a + b; };
        auto all_reference = [&] { a += b; };
        on_close = [this] { port = 0; };
        on_close = [self = shared_from_this()] { self->port = 1; };
        auto whole = [*this] { return port; };
        reference();
        all_reference();
        on_close();
        port = copy() + all() + whole();
    }
};
