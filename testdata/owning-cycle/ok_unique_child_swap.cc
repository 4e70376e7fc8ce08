// A server swaps its acceptor away when it stops listening.
#include <memory>

struct Server;

struct Acceptor {
    std::shared_ptr<Server> server;
    int backlog = 16;
};

struct Server : std::enable_shared_from_this<Server> {
    std::unique_ptr<Acceptor> acceptor;

    void stop()
    {
        std::unique_ptr<Acceptor> old;
        old.swap(acceptor);
    }
    void listen()
    {
        acceptor = std::make_unique<Acceptor>();
        acceptor->server = shared_from_this();
    }
};
