// The callback is kept by an interface's only implementation.
#include <functional>
#include <memory>

class Transport {
public:
    virtual ~Transport() = default;
    virtual void on_message(std::function<void(int)> handler) = 0;
};

class Socket : public Transport {
public:
    void on_message(std::function<void(int)> handler) override { handler_ = std::move(handler); }

private:
    std::function<void(int)> handler_;
};

class Rpc : public std::enable_shared_from_this<Rpc> {
public:
    void start() { transport_->on_message([self = shared_from_this()](int id) { self->last_ = id; }); } // expect: owning-cycle[capture] "Socket::handler_"

private:
    std::shared_ptr<Transport> transport_ = std::make_shared<Socket>();
    int last_ = 0;
};
