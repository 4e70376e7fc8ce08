// A connection gives its lambda away to call it.
#include <functional>
#include <memory>
#include <utility>

class Conn {
public:
    void perform(std::function<void(int)> done) { on_done_ = std::move(done); }
    void finish(int code) 
    {
        auto done = std::exchange(on_done_, nullptr);
        done(code);
    }

private:
    std::function<void(int)> on_done_;
};

class Client {
public:
    void request()
    {
        auto conn = std::make_shared<Conn>();
        conn->perform([conn, this](int code) { release(conn, code); });
    }
    void release(const std::shared_ptr<Conn> &, int code) { last_ = code; }

private:
    int last_ = 0;
};
