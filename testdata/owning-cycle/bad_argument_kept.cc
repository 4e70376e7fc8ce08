// A connection is handed a lambda that keeps it, by the client that made both.
#include <functional>
#include <memory>

class Conn {
public:
    void perform(std::function<void(int)> done) { on_done_ = std::move(done); }
    void finish(int code) { on_done_(code); }

private:
    std::function<void(int)> on_done_;
};

class Client {
public:
    void request()
    {
        auto conn = std::make_shared<Conn>();
        conn->perform([conn, this](int code) { release(conn, code); }); // expect: owning-cycle[capture] "Conn"
    }
    void release(const std::shared_ptr<Conn> &, int code) { last_ = code; }

private:
    int last_ = 0;
};
