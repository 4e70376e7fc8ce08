// The hidden part of a window holds the window that owns it.
#include <memory>

class Window : public std::enable_shared_from_this<Window> {
    struct Impl {
        std::shared_ptr<Window> outer;
        int width = 0;
    };
    std::unique_ptr<Impl> impl_ = std::make_unique<Impl>();

public:
    void realize() { impl_->outer = shared_from_this(); } // expect: owning-cycle[stored] "Window::Impl::outer"
};
