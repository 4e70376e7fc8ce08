// A connection is handed a lambda that knows it weakly.
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
        std::weak_ptr<Conn> weak = conn;
        conn->perform([weak, this](int code) { release(weak.lock(), code); });
    }
    void release(const std::shared_ptr<Conn> &, int code) { last_ = code; }

private:
    int last_ = 0;
};
