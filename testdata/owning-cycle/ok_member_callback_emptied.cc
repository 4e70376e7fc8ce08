// A session empties the close handler that captures it when it is finished.
#include <functional>
#include <memory>

class Session : public std::enable_shared_from_this<Session> {
public:
    void start()
    {
        auto self = shared_from_this();
        on_close_ = [self] { self->finish(); };
    }
    void finish() 
    {
        open_ = false;
        on_close_ = nullptr;
    }

private:
    std::function<void()> on_close_;
    bool open_ = true;
};

void serve()
{
    auto session = std::make_shared<Session>();
    session->start();
}
