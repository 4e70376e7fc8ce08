// The hidden part of a window points back to it.
#include <memory>

class Window : public std::enable_shared_from_this<Window> {
    struct Impl {
        Window *outer;
        int width = 0;
    };
    std::unique_ptr<Impl> impl_ = std::make_unique<Impl>();

public:
    void realize() { impl_->outer = this; }
};
