// A session keeps a close handler that captures a raw pointer to it.
#include <functional>
#include <memory>

class Session : public std::enable_shared_from_this<Session> {
public:
    void start()
    {
        Session *self = this;
        on_close_ = [self] { self->finish(); };
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
