// A server's new socket keeps the one it took the place of until its first bytes come.
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
        auto before = socket_;
        socket_ = factory_(port);
        socket_->on_read([before](int bytes) { before->poll(); });
    }

private:
    std::function<std::shared_ptr<Socket>(int)> factory_;
    std::shared_ptr<Socket> socket_;
    long received_ = 0;
};
