// A completion handler is moved out and called: it is gone when it returns.
#include <functional>
#include <memory>
#include <utility>

class Download : public std::enable_shared_from_this<Download> {
public:
    void start()
    {
        auto self = shared_from_this();
        on_done_ = [self] { self->bytes_ = 0; };
    }
    void cancel()
    {
        auto done = std::move(on_done_);
        if (done)
            done();
    }

private:
    std::function<void()> on_done_;
    long bytes_ = 0;
};
