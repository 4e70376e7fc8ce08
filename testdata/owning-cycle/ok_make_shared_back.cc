// A connection makes its handler, which points back weakly.
#include <memory>

class Connection;

class Handler {
public:
    explicit Handler(std::shared_ptr<Connection> connection) : connection_(connection) {}

private:
    std::weak_ptr<Connection> connection_;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    void open() { handler_ = std::make_shared<Handler>(shared_from_this()); }

private:
    std::shared_ptr<Handler> handler_;
};
