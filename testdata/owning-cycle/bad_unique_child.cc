// A server owns its acceptor alone, and the acceptor shares the server.
#include <memory>

struct Server;

struct Acceptor {
    std::shared_ptr<Server> server;
    int backlog = 16;
};

struct Server : std::enable_shared_from_this<Server> {
    std::unique_ptr<Acceptor> acceptor;

    void listen()
    {
        acceptor = std::make_unique<Acceptor>();
        acceptor->server = shared_from_this(); // expect: owning-cycle[stored] "Acceptor::server"
    }
};
