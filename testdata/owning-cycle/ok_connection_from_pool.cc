// The handler of a request knows the connection, out of a pool, weakly.
#include <functional>
#include <memory>
#include <vector>

class Connection {
public:
    bool is_idle() const { return !on_done_; }
    void perform(std::function<void()> on_done) { on_done_ = on_done; }
    void answer() { on_done_(); }

private:
    std::function<void()> on_done_;
};

class Client {
public:
    void request()
    {
        auto connection = pick();
        if (connection)
            connection->perform([this, weak = std::weak_ptr<Connection>(connection)] { pool_.push_back(weak.lock()); });
    }

private:
    std::shared_ptr<Connection> pick()
    {
        std::vector<std::shared_ptr<Connection>> all = pool_;
        for (auto &connection : all)
            if (connection->is_idle())
                return connection;
        return nullptr;
    }
    std::vector<std::shared_ptr<Connection>> pool_;
};
