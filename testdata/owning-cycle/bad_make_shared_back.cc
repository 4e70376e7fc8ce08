// A connection makes its handler and hands itself to it.
#include <memory>

class Connection;

class Handler {
public:
    explicit Handler(std::shared_ptr<Connection> connection) : connection_(connection) {} // expect: owning-cycle[stored] "Connection"

private:
    std::shared_ptr<Connection> connection_;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    void open() { handler_ = std::make_shared<Handler>(shared_from_this()); } // expect-step: "'Connection::handler_' holds 'Handler'"

private:
    std::shared_ptr<Handler> handler_;
};
