// A view of a function keeps nothing alive.
#include <functional>
#include <memory>
#include <utility>

template <class S> class function_view;
template <class R, class... P> class function_view<R(P...)> {
public:
    function_view() {}
    template <class F> function_view(F &&function) : object_(&function), call_(&call<F>) {}
    R operator()(P... args) const { return call_(object_, args...); }

private:
    template <class F> static R call(void *object, P... args) { return (*static_cast<F *>(object))(args...); }
    void *object_ = nullptr;
    R (*call_)(void *, P...) = nullptr;
};

class Socket {
public:
    void on_flush(function_view<bool()> flushed) { flushed_ = std::move(flushed); }
    bool flush() { return flushed_(); }

private:
    function_view<bool()> flushed_;
};

class Client : public std::enable_shared_from_this<Client> {
public:
    void connected()
    {
        auto self = shared_from_this();
        socket_->on_flush([self] { return ++self->flushes_ > 0; });
    }

private:
    std::shared_ptr<Socket> socket_ = std::make_shared<Socket>();
    int flushes_ = 0;
};
