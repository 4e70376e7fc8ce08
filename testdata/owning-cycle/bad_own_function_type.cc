// A project's own function type keeps what it is made of, as std::function does.
#include <functional>
#include <memory>
#include <utility>

template <class S> class guarded_function;
template <class R, class... P> class guarded_function<R(P...)> {
public:
    guarded_function() {}
    template <class F> guarded_function(F &&function) { update(std::function<R(P...)>(std::forward<F>(function))); }
    R operator()(P... args) const { return function_(args...); }

private:
    void update(std::function<R(P...)> function) { function_ = std::move(function); }
    std::function<R(P...)> function_;
};

class Socket {
public:
    void on_flush(guarded_function<bool()> flushed) { flushed_ = std::move(flushed); }
    bool flush() { return flushed_(); }

private:
    guarded_function<bool()> flushed_;
};

class Client : public std::enable_shared_from_this<Client> {
public:
    void connected()
    {
        auto self = shared_from_this();
        socket_->on_flush([self] { return ++self->flushes_ > 0; }); // expect: owning-cycle[capture] "Socket::flushed_"
    }

private:
    std::shared_ptr<Socket> socket_ = std::make_shared<Socket>();
    int flushes_ = 0;
};
