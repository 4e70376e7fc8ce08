// A window takes its close handler back.
#include <functional>
#include <memory>

class Frame {
public:
    void set_on_close(std::function<void()> handler) { handler_ = handler; }

private:
    std::function<void()> handler_;
};

class Window : public std::enable_shared_from_this<Window> {
public:
    void set_on_close(std::function<void()> handler) { frame_->set_on_close(std::move(handler)); }
    void close() { set_on_close(nullptr); }
    void open()
    {
        frame_ = std::make_unique<Frame>();
        auto self = shared_from_this();
        set_on_close([self] { self->open_ = false; });
    }

private:
    std::unique_ptr<Frame> frame_;
    bool open_ = true;
};
