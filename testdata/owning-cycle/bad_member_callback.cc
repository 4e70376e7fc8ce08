// A session keeps a close handler that captures the session itself.
#include <functional>
#include <memory>

class Session : public std::enable_shared_from_this<Session> {
public:
    void start()
    {
        auto self = shared_from_this();
        on_close_ = [self] { self->finish(); }; // expect: owning-cycle[capture] "Session"
    }
    void finish() { open_ = false; }

private:
    std::function<void()> on_close_;
    bool open_ = true;
};

void serve()
{
    auto session = std::make_shared<Session>();
    session->start();
}
