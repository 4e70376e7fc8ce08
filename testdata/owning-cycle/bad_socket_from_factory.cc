// A server keeps the socket that its factory made, whose handler keeps the server.
#include <functional>
#include <memory>

class Socket {
public:
    void on_read(std::function<void(int)> handler) { handler_ = handler; }
    void poll() { handler_(1); }

private:
    std::function<void(int)> handler_;
};

class Server : public std::enable_shared_from_this<Server> {
public:
    explicit Server(std::function<std::shared_ptr<Socket>(int)> factory) : factory_(factory) {}
    void listen(int port)
    {
        socket_ = factory_(port);
        auto self = shared_from_this();
        socket_->on_read([self](int bytes) { self->received_ += bytes; }); // expect: owning-cycle[capture] "Socket::handler_"
    }

private:
    std::function<std::shared_ptr<Socket>(int)> factory_;
    std::shared_ptr<Socket> socket_;
    long received_ = 0;
};
