// A session keeps a close handler that captures it weakly.
#include <functional>
#include <memory>

class Session : public std::enable_shared_from_this<Session> {
public:
    void start()
    {
        std::weak_ptr<Session> weak = shared_from_this();
        on_close_ = [weak] {
            if (auto self = weak.lock())
                self->finish();
        };
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
