// The callback knows the object weakly.
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
    void start() { transport_->on_message([weak = weak_from_this()](int id) {
            if (auto self = weak.lock())
                self->last_ = id;
        }); }

private:
    std::shared_ptr<Transport> transport_ = std::make_shared<Socket>();
    int last_ = 0;
};
