// A server owns its acceptor alone, and the acceptor refers to the server.
#include <memory>

struct Server;

struct Acceptor {
    Server *server = nullptr;
    int backlog = 16;
};

struct Server : std::enable_shared_from_this<Server> {
    std::unique_ptr<Acceptor> acceptor;

    void listen()
    {
        acceptor = std::make_unique<Acceptor>();
        acceptor->server = this;
    }
};
